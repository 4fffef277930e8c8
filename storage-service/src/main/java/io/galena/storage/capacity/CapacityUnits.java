package io.galena.storage.capacity;

/**
 * DynamoDB's arithmetic of capacity units: reads by 4 KB, half price when eventually consistent; writes by 1 KB. What does
 * not exist costs as much as the smallest item.
 */
public final class CapacityUnits {
    private static final long READ_UNIT = 4096;
    private static final long WRITE_UNIT = 1024;

    private CapacityUnits() {}

    /** The cost of reading so many bytes: one item of a GetItem, or the sum of all items of a Query's page. */
    public static double read(long bytes, boolean consistent) {
        var units = units(bytes, READ_UNIT);
        return consistent ? units : units / 2.0;
    }

    /** The cost of replacing an item of one size by one of the other; an absent item has the size 0. */
    public static double write(long oldBytes, long newBytes) {
        return units(Math.max(oldBytes, newBytes), WRITE_UNIT);
    }

    private static long units(long bytes, long unit) {
        return Math.max(1, Math.ceilDiv(bytes, unit));
    }
}
