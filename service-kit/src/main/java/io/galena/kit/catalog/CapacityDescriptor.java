package io.galena.kit.catalog;

import java.util.List;

/**
 * How much of a table and of its global indexes may be read and written in a second, in capacity units.
 *
 * @param provisioned whether these are what is provisioned, or else the maximums of a table paid per request
 * @param read the table's own limit, or {@link #UNLIMITED}
 * @param write the same for writes
 */
public record CapacityDescriptor(boolean provisioned, long read, long write, List<Index> indexes) {
    /** No limit at all. */
    public static final long UNLIMITED = -1;

    public CapacityDescriptor {
        indexes = List.copyOf(indexes);
    }

    /** The same of one global index. */
    public record Index(int id, long read, long write) {
        public boolean isLimited() {
            return read != UNLIMITED || write != UNLIMITED;
        }
    }

    /** Whether anything is limited. */
    public boolean isLimited() {
        return read != UNLIMITED || write != UNLIMITED || indexes.stream().anyMatch(Index::isLimited);
    }
}
