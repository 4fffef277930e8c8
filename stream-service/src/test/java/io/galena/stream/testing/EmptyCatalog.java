package io.galena.stream.testing;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.util.List;
import java.util.Optional;

/** A catalog without anything, for tests that say what is in it. */
public interface EmptyCatalog extends Catalog {
    @Override
    default Optional<TableDescriptor> find(String account, String name) {
        return Optional.empty();
    }

    @Override
    default Optional<TableDescriptor> find(long tableId) {
        return Optional.empty();
    }

    @Override
    default Optional<TableDescriptor> reload(TableDescriptor stale) {
        return Optional.empty();
    }

    @Override
    default void put(TableDescriptor table) {
        throw new UnsupportedOperationException();
    }

    @Override
    default List<TableDescriptor> tables() {
        return List.of();
    }

    @Override
    default List<ShardDescriptor> shards() {
        return List.of();
    }

    @Override
    default List<StreamDescriptor> streams() {
        return List.of();
    }

    @Override
    default TriggerSet triggers() {
        return TriggerSet.EMPTY;
    }

    @Override
    default List<KinesisStreamDescriptor> kinesisStreams() {
        return List.of();
    }

    @Override
    default List<DestinationDescriptor> destinations() {
        return List.of();
    }
}
