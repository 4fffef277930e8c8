package io.galena.benchmarks.workload;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the tables hold: as many items under a partition key each, and as many rows in groups of ten under one.
 *
 * @param items the table of the former, by {@code pk}
 * @param rows the table of the latter, by {@code pk} and {@code sk}
 * @param count of each
 * @param itemBytes the size of each
 * @param indexes how many global indexes the table of items has, each of an attribute of its own
 */
public record Dataset(String items, String rows, int count, int itemBytes, int indexes) {
    /** Rows under one partition key. */
    static final int GROUP = 10;

    private static final int INDEX_VALUES = 10_000;
    /** DynamoDB's limit. */
    private static final int MOST_BYTES = 400 * 1024;

    /** As many as the largest batch takes. */
    private static final int LEAST = 100;

    public Dataset {
        if (count < LEAST || count % GROUP != 0) {
            throw new IllegalArgumentException("The number of items is a multiple of 10, 100 at least, not " + count);
        }
        if (itemBytes < Items.LEAST_BYTES || itemBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "An item has " + Items.LEAST_BYTES + " to " + MOST_BYTES + " bytes, not " + itemBytes);
        }
    }

    /** The tables that load tests make. */
    public static Dataset of(int count, int itemBytes) {
        return new Dataset("benchmark-items", "benchmark-rows", count, itemBytes, 0);
    }

    /** The same with so many global indexes. */
    public Dataset withIndexes(int number) {
        return new Dataset(items, rows, count, itemBytes, number);
    }

    /** The same in other tables, whose names end so. */
    public Dataset withSuffix(String suffix) {
        return new Dataset(items + suffix, rows + suffix, count, itemBytes, indexes);
    }

    /** The attributes that are keys of indexes, with some values, as JSON with a comma before each. */
    String indexed(Random random) {
        return IntStream.range(0, indexes)
                .mapToObj(index -> ",\"i%d\":{\"S\":\"%05d\"}".formatted(index, random.nextInt(INDEX_VALUES)))
                .collect(Collectors.joining());
    }

    /** The key attributes of an item, as JSON without the braces. */
    public static String itemKey(int number) {
        return "\"pk\":{\"S\":\"" + partition(number) + "\"}";
    }

    /** The key attributes of a row, as JSON without the braces. */
    public static String rowKey(int number) {
        return "\"pk\":{\"S\":\"" + group(number) + "\"},\"sk\":{\"N\":\"" + number % GROUP + "\"}";
    }

    static String partition(int number) {
        return "user%09d".formatted(number);
    }

    /** The partition key of a row. */
    static String group(int number) {
        return "group%08d".formatted(number / GROUP);
    }
}
