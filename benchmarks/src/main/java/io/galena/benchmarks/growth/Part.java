package io.galena.benchmarks.growth;

import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What grows, while everything else stays. */
enum Part {
    /** The items of a table. */
    ITEMS("items in the table"),
    /** The global indexes of a table. */
    INDEXES("global indexes"),
    /** The tables in use. */
    TABLES("tables in use"),
    /** The size of items. */
    SIZES("kilobytes of an item");

    private static final int LEAST_ITEMS = 1_000;
    private static final int FEW_ITEMS = 10_000;
    private static final int FEW_LARGE_ITEMS = 1_000;
    private static final int ITEMS_OF_ALL_TABLES = 100_000;
    private static final int KILOBYTE = 1024;
    /** Of 400 KB an item has room for a counter that grows. */
    private static final int MOST_BYTES = 400 * KILOBYTE - 64;

    private final String axis;

    Part(String axis) {
        this.axis = axis;
    }

    /** The part of a name such as items. */
    static Part named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no part " + name, e);
        }
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the places are numbers of. */
    String axis() {
        return axis;
    }

    /** How much there is, from little to much: of items, no more than so many, and a thousand at least. */
    List<Integer> places(int mostItems) {
        return switch (this) {
            case ITEMS ->
                List.of(LEAST_ITEMS, 10_000, 100_000, 1_000_000, 10_000_000).stream()
                        .filter(place -> place <= Math.max(mostItems, LEAST_ITEMS))
                        .toList();
            case INDEXES -> List.of(1, 2, 5, 10, 20);
            case TABLES -> List.of(1, 10, 100, 1_000);
            case SIZES -> List.of(1, 4, 16, 64, 256, 400);
        };
    }

    /** The tables for a place. */
    List<Dataset> data(int place, int itemBytes) {
        return switch (this) {
            case ITEMS -> List.of(Dataset.of(place, itemBytes));
            case INDEXES -> List.of(Dataset.of(FEW_ITEMS, itemBytes).withIndexes(place));
            case TABLES ->
                IntStream.range(0, place)
                        .mapToObj(number -> Dataset.of(ITEMS_OF_ALL_TABLES / place, itemBytes)
                                .withSuffix("-" + number))
                        .toList();
            case SIZES -> List.of(Dataset.of(FEW_LARGE_ITEMS, Math.min(place * KILOBYTE, MOST_BYTES)));
        };
    }

    /** What is done with them. */
    List<Workload> workloads() {
        return this == ITEMS
                ? List.of(Workload.GET, Workload.PUT, Workload.UPDATE, Workload.QUERY)
                : List.of(Workload.GET, Workload.PUT, Workload.UPDATE);
    }
}
