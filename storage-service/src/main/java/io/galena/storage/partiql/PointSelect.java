package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.partiql.KeyTypes;
import io.galena.dynamodb.partiql.KeyedWhere;
import io.galena.dynamodb.partiql.Statement;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.KeyPaths;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import java.util.Optional;

/**
 * A SELECT of one item by its key: a GetItem, whose projection leaves parts of items where they are.
 *
 * @param rowKey the key of the item's row, not to be changed
 */
record PointSelect(TableDescriptor table, byte[] rowKey, Optional<Projection> projection) {
    /**
     * Plans a SELECT in a batch or a transaction.
     *
     * @throws DynamoDbException VALIDATION when it is about anything but one item
     */
    static PointSelect of(Statement.Select select, TableDescriptor table) {
        var where = KeyedWhere.of(select.where(), table.keys())
                .filter(keyed -> keyed.rest().isEmpty() && select.index().isEmpty())
                .orElseThrow(() -> DynamoDbException.validation("Only single item select is supported"));
        KeyTypes.check(where.key(), table.keys());
        KeyChecks.checkKey(where.key(), table.keys());
        select.projection().ifPresent(projection -> KeyPaths.check(projection.paths(), table));
        return new PointSelect(
                table,
                KeyCodec.rowKey(table.keys(), where.key()),
                select.projection().map(projection -> new Projection(projection.paths())));
    }

    RowId row() {
        return new RowId(table.id(), rowKey);
    }

    /** What it shows of the item. */
    Optional<AnswerItem> shown(Optional<StoredRow> row) {
        return row.map(found -> AnswerItem.of(found, projection));
    }
}
