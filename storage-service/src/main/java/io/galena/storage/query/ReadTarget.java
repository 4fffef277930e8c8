package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.query.QueryRange;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Query or Scan reads: a table, or one of its secondary indexes. */
public record ReadTarget(TableDescriptor table, Optional<IndexDescriptor> index) {
    /**
     * Finds the index, if the request names one.
     *
     * @throws DynamoDbException VALIDATION when the table has no such index, or the index cannot be read in the way that the
     *     request wants, or not yet
     */
    public static ReadTarget of(TableDescriptor table, PageOptions options) {
        var target = new ReadTarget(
                table,
                options.index()
                        .map(name -> table.indexes()
                                .filter(index -> index.name().equals(name))
                                .findFirst()
                                .orElseThrow(() -> DynamoDbException.validation(
                                        "The table does not have the specified index: " + name))));
        target.index()
                .filter(index -> index.scope() != IndexDescriptor.Scope.LOCAL)
                .ifPresent(index -> target.requireReadable(index, options));
        return target;
    }

    /** A global index has nothing but its entries to answer with, and they may be behind. */
    private void requireReadable(IndexDescriptor index, PageOptions options) {
        if (options.consistent()) {
            throw DynamoDbException.validation("Consistent reads are not supported on global secondary indexes");
        }
        if (index.scope() == IndexDescriptor.Scope.GLOBAL_BACKFILLING) {
            throw DynamoDbException.validation("Cannot read from backfilling global secondary index: " + index.name());
        }
        if (index.projection() == IndexDescriptor.Projection.ALL) {
            return;
        }
        if (options.select() == Select.ALL_ATTRIBUTES) {
            throw DynamoDbException.validation(
                    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global"
                            + " secondary index " + index.name() + " because its projection type is not ALL");
        }
        var lacking = options.projection().stream()
                .flatMap(projection -> projection.attributes().stream())
                .filter(name -> !keeps(index, name))
                .distinct()
                .toList();
        if (!lacking.isEmpty()) {
            throw DynamoDbException.validation("One or more parameter values were invalid: Global secondary index "
                    + index.name() + " does not project " + lacking);
        }
    }

    /** The key that a Query's condition is about. */
    public KeySchema keys() {
        return index.map(IndexDescriptor::keys).orElse(table.keys());
    }

    /** The attributes of a {@code LastEvaluatedKey}: the table's key, then what the index's key adds. */
    List<KeyAttribute> startKeyAttributes() {
        return Stream.concat(table.keys().attributes().stream(), keys().attributes().stream())
                .distinct()
                .toList();
    }

    /** The key of the row that stands for this item. */
    byte[] rowKey(Item item) {
        return index.map(present -> KeyCodec.indexKey(present.keys(), table.keys(), item))
                .orElseGet(() -> KeyCodec.rowKey(table.keys(), item));
    }

    /** The rows that a Query's condition asks for. */
    KeyRange range(KeyCondition condition) {
        return index.isPresent() ? QueryRange.ofIndex(condition) : QueryRange.ofTable(condition);
    }

    /**
     * Checks that a Query's filter looks at nothing that the index does not keep.
     *
     * @throws DynamoDbException VALIDATION, with all attributes that are not kept
     */
    void requireKept(Condition filter) {
        index.filter(present -> present.projection() != IndexDescriptor.Projection.ALL)
                .ifPresent(present -> {
                    var lacking = filter.paths().stream()
                            .map(DocumentPath::attribute)
                            .filter(name -> !keeps(present, name))
                            .distinct()
                            .toList();
                    if (!lacking.isEmpty()) {
                        throw DynamoDbException.validation("One or more parameter values were invalid: Secondary index "
                                + present.name() + " does not project one or more filter attributes: " + lacking);
                    }
                });
    }

    /** Whether the rows lack attributes that the request asks for, so that the items must be read too. */
    boolean lacks(PageOptions options) {
        return index.filter(present -> present.scope() == IndexDescriptor.Scope.LOCAL)
                .filter(present -> present.projection() != IndexDescriptor.Projection.ALL)
                .filter(present -> switch (options.select()) {
                    case ALL_ATTRIBUTES -> true;
                    case SPECIFIC_ATTRIBUTES ->
                        options.projection().orElseThrow().attributes().stream()
                                .anyMatch(name -> !keeps(present, name));
                    case ALL_PROJECTED_ATTRIBUTES, COUNT -> false;
                })
                .isPresent();
    }

    private boolean keeps(IndexDescriptor index, String attribute) {
        return index.included().contains(attribute)
                || index.keys().contains(attribute)
                || table.keys().contains(attribute);
    }
}
