package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.BillingMode;
import io.galena.controlplane.definition.GlobalIndexDefinition;
import io.galena.controlplane.definition.GlobalIndexRules;
import io.galena.controlplane.definition.GlobalIndexUpdate;
import io.galena.controlplane.definition.IndexCapacity;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.LocalIndexDefinition;
import io.galena.controlplane.definition.NewAttributes;
import io.galena.controlplane.definition.ProjectionRules;
import io.galena.controlplane.definition.ThroughputLimits;
import io.galena.controlplane.table.GlobalIndex.State;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What an {@code UpdateTable} makes of a table's global indexes. */
final class GlobalIndexChanges {
    private final Table table;
    private final BillingMode mode;
    private final Instant now;
    private final ThroughputLimits limits;
    private final List<GlobalIndex> indexes;
    private List<AttributeDefinition> attributes;

    /** @param mode the table's billing mode after the update */
    GlobalIndexChanges(Table table, BillingMode mode, Instant now, ThroughputLimits limits) {
        this.table = table;
        this.mode = mode;
        this.now = now;
        this.limits = limits;
        this.indexes = new ArrayList<>(table.globalIndexes());
        this.attributes = table.attributes();
    }

    /**
     * The table with its indexes changed.
     *
     * @param given the attributes that the request defines
     * @param numbers numbers for new indexes
     * @throws DynamoDbException VALIDATION for what cannot be; RESOURCE_NOT_FOUND for an index that there is not;
     *     RESOURCE_IN_USE for one that is on its way; LIMIT_EXCEEDED for a second one that would be on its way
     */
    Table apply(List<GlobalIndexUpdate> updates, List<AttributeDefinition> given, IntSupplier numbers) {
        requireThroughput(updates);
        for (var update : updates) {
            switch (update) {
                case GlobalIndexUpdate.Create create -> create(create, given, numbers);
                case GlobalIndexUpdate.Update change -> change(change);
                case GlobalIndexUpdate.Delete delete -> delete(delete.name());
            }
        }
        return table.with(attributes, indexes);
    }

    /** A new billing mode is one for the indexes too. */
    private void requireThroughput(List<GlobalIndexUpdate> updates) {
        if (!isSwitched()) {
            return;
        }
        for (var index : table.globalIndexes()) {
            var name = index.definition().name();
            var capacity = index.definition().capacity();
            if (mode == BillingMode.PROVISIONED) {
                if (updates.stream().noneMatch(update -> provisions(update, name))) {
                    throw IndexCapacity.missing(name);
                }
            } else {
                replace(index, index.with(index.definition().with(capacity.onDemand())));
            }
        }
    }

    private static boolean provisions(GlobalIndexUpdate update, String name) {
        return update instanceof GlobalIndexUpdate.Update(var index, var capacity)
                && index.equals(name)
                && capacity.throughput().isPresent();
    }

    private void create(GlobalIndexUpdate.Create create, List<AttributeDefinition> given, IntSupplier numbers) {
        var name = create.name();
        if (Stream.concat(
                        table.localIndexes().stream()
                                .map(index -> index.definition().name()),
                        indexes.stream().map(index -> index.definition().name()))
                .anyMatch(name::equals)) {
            throw DynamoDbException.validation("Attempting to create an index which already exists");
        }
        attributes = NewAttributes.add(attributes, given, create.index().keySchema());
        requireNoOther();
        var definition = create.index().define(mode, limits);
        GlobalIndexRules.requireFew(indexes.size() + 1);
        indexes.add(new GlobalIndex(numbers.getAsInt(), definition, State.ADDING, Optional.empty(), 0, 0));
        ProjectionRules.checkTotal(Stream.concat(
                table.localIndexes().stream().map(LocalIndex::definition).map(LocalIndexDefinition::projection),
                indexes.stream().map(GlobalIndex::definition).map(GlobalIndexDefinition::projection)));
    }

    private void change(GlobalIndexUpdate.Update update) {
        var index = require(update.name());
        if (index.state() != State.ACTIVE) {
            throw new DynamoDbException(
                    ErrorType.RESOURCE_IN_USE,
                    "Attempt to change a resource which is still in use: Index is being created or deleted: "
                            + update.name());
        }
        var capacity =
                update.capacity().update(index.definition().capacity(), mode, isSwitched(), update.name(), now, limits);
        replace(index, index.with(index.definition().with(capacity)));
    }

    private void delete(String name) {
        var index = require(name);
        // An index may be given up in the midst of its backfill.
        if (index.state() != State.BACKFILLING) {
            requireNoOther();
        }
        replace(index, index.with(State.REMOVING));
    }

    private void requireNoOther() {
        if (indexes.stream().anyMatch(index -> index.state() != State.ACTIVE)) {
            throw GlobalIndexUpdate.oneAtATime();
        }
    }

    private GlobalIndex require(String name) {
        return indexes.stream()
                .filter(index -> index.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found"));
    }

    private void replace(GlobalIndex before, GlobalIndex after) {
        indexes.set(indexes.indexOf(before), after);
    }

    private boolean isSwitched() {
        return mode != table.settings().billingMode();
    }

    /** The attributes that a table and its indexes still need. */
    static List<AttributeDefinition> used(Table table) {
        return NewAttributes.used(
                table.attributes(),
                Stream.of(
                                Stream.of(table.keySchema()),
                                table.localIndexes().stream()
                                        .map(index -> index.definition().keySchema()),
                                table.globalIndexes().stream()
                                        .filter(index -> index.state().isNext())
                                        .map(index -> index.definition().keySchema()))
                        .flatMap(schemas -> schemas)
                        .flatMap(List::stream)
                        .map(KeyElement::attribute)
                        .toList());
    }
}
