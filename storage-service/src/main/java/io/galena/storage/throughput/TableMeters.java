package io.galena.storage.throughput;

import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The meters of one table and of its global indexes.
 *
 * @param table the table as it was when the meters were made
 * @param indexReads by the numbers of indexes, as far as they have a limit
 * @param indexWrites the same for writes
 */
record TableMeters(
        TableDescriptor table,
        Optional<Meter> reads,
        Optional<Meter> writes,
        Map<Integer, Meter> indexReads,
        Map<Integer, Meter> indexWrites) {
    TableMeters {
        indexReads = Map.copyOf(indexReads);
        indexWrites = Map.copyOf(indexWrites);
    }

    /** The meters of a table; those that there are already keep their levels. */
    static TableMeters of(TableDescriptor table, CapacityDescriptor capacity, Optional<TableMeters> known, long now) {
        var provisioned = capacity.provisioned();
        var partitions = Limit.partitions(provisioned, capacity.read(), capacity.write());
        var reads = limit(0, false, provisioned, capacity.read(), table.arn(), partitions);
        var writes = limit(0, true, provisioned, capacity.write(), table.arn(), partitions);
        var indexReads = new HashMap<Integer, Meter>();
        var indexWrites = new HashMap<Integer, Meter>();
        for (var index : capacity.indexes()) {
            var arn = table.arn() + "/index/" + name(table, index.id());
            var ranges = Limit.partitions(provisioned, index.read(), index.write());
            limit(index.id(), false, provisioned, index.read(), arn, ranges)
                    .map(limit ->
                            meter(limit, known.map(TableMeters::indexReads).map(of -> of.get(index.id())), now))
                    .ifPresent(meter -> indexReads.put(index.id(), meter));
            limit(index.id(), true, provisioned, index.write(), arn, ranges)
                    .map(limit ->
                            meter(limit, known.map(TableMeters::indexWrites).map(of -> of.get(index.id())), now))
                    .ifPresent(meter -> indexWrites.put(index.id(), meter));
        }
        return new TableMeters(
                table,
                reads.map(limit -> meter(limit, known.flatMap(TableMeters::reads), now)),
                writes.map(limit -> meter(limit, known.flatMap(TableMeters::writes), now)),
                indexReads,
                indexWrites);
    }

    /** What bounds the reading of the table, or of an index of it; a local index is read at the cost of its table. */
    Optional<Meter> reads(Optional<IndexDescriptor> index) {
        return index.filter(read -> read.scope() != IndexDescriptor.Scope.LOCAL)
                .map(read -> Optional.ofNullable(indexReads.get(read.id())))
                .orElse(reads);
    }

    Stream<Meter> all() {
        return Stream.of(reads.stream(), writes.stream(), indexReads.values().stream(), indexWrites.values().stream())
                .flatMap(meters -> meters);
    }

    private static Optional<Limit> limit(
            int index, boolean writes, boolean provisioned, long rate, String arn, int partitions) {
        return Limit.isLimit(rate)
                ? Optional.of(new Limit(index, writes, provisioned, rate, arn, partitions))
                : Optional.empty();
    }

    private static Meter meter(Limit limit, Optional<Meter> known, long now) {
        return known.map(meter -> meter.under(limit, now)).orElseGet(() -> new Meter(limit, now));
    }

    private static String name(TableDescriptor table, int index) {
        return table.globalIndexes().stream()
                .filter(present -> present.id() == index)
                .map(IndexDescriptor::name)
                .findFirst()
                .orElse("");
    }
}
