package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What {@code UpdateTable} is to do to one global secondary index. */
public sealed interface GlobalIndexUpdate {
    /** The index's name. */
    String name();

    /** A new index. */
    record Create(NewGlobalIndex index) implements GlobalIndexUpdate {
        @Override
        public String name() {
            return index.name();
        }
    }

    /** Another capacity of an index. */
    record Update(String name, IndexCapacity.Change capacity) implements GlobalIndexUpdate {}

    /** The end of an index. */
    record Delete(String name) implements GlobalIndexUpdate {}

    /**
     * The updates that a request asks for.
     *
     * @throws DynamoDbException VALIDATION for what is wrong in itself; LIMIT_EXCEEDED for more than one new or deleted index
     */
    static List<GlobalIndexUpdate> readAll(Structure input) {
        var updates = input.structures("GlobalSecondaryIndexUpdates").orElse(List.of()).stream()
                .map(GlobalIndexUpdate::read)
                .toList();
        var names = new HashSet<String>();
        for (var update : updates) {
            if (!names.add(update.name())) {
                throw invalid("Only one global secondary index update per index is allowed simultaneously. Index: "
                        + update.name());
            }
        }
        if (updates.stream().filter(update -> !(update instanceof Update)).count() > 1) {
            throw oneAtATime();
        }
        return updates;
    }

    /** Whether the update is about nothing but what an index is to be ready for. */
    default boolean isOfWarmThroughput() {
        return switch (this) {
            case Update(var _, var capacity) -> capacity.isOfWarmThroughput();
            case Create _, Delete _ -> false;
        };
    }

    /** The error for a second index that is created or deleted while another one is. */
    static DynamoDbException oneAtATime() {
        return new DynamoDbException(
                ErrorType.LIMIT_EXCEEDED,
                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
    }

    private static GlobalIndexUpdate read(Structure update) {
        var kinds = Stream.of("Create", "Update", "Delete").filter(update::has).toList();
        if (kinds.size() != 1) {
            throw invalid((kinds.isEmpty() ? "One of" : "Only one of")
                    + " GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                    + " GlobalSecondaryIndexUpdate.Delete "
                    + (kinds.isEmpty() ? "must not be null" : "can be specified"));
        }
        var action = update.structure(kinds.getFirst()).orElseThrow();
        return switch (kinds.getFirst()) {
            case "Create" -> new Create(checked(NewGlobalIndex.read(action)));
            case "Delete" -> new Delete(action.string("IndexName").orElseThrow());
            default -> readCapacity(action);
        };
    }

    private static NewGlobalIndex checked(NewGlobalIndex index) {
        GlobalIndexRules.checkRoles(index.keySchema());
        ProjectionRules.check(index.name(), index.projection());
        return index;
    }

    private static Update readCapacity(Structure action) {
        var name = action.string("IndexName").orElseThrow();
        var capacity = IndexCapacity.Change.read(action, name);
        if (capacity.isEmpty()) {
            throw invalid(
                    "One of ProvisionedThroughput, OnDemandThroughput or WarmThroughput must be specified for index: "
                            + name);
        }
        return new Update(name, capacity);
    }

    private static DynamoDbException invalid(String message) {
        return DynamoDbException.validation("One or more parameter values were invalid: " + message);
    }
}
