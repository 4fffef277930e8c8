package io.galena.storage.write;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A write of one item. */
public sealed interface WriteCommand {
    /** The table, with the version that the command was planned with. */
    TableDescriptor table();

    /** The row's key, from {@code KeyCodec}; not to be changed afterwards. */
    byte[] rowKey();

    /** About how many bytes the command moves: batches are bounded by it. */
    int bytes();

    /** About how many bytes commands move together. */
    static long bytes(List<WriteCommand> commands) {
        return commands.stream().mapToLong(WriteCommand::bytes).sum();
    }

    /** A write that does not depend on the item as it is, and whose caller does not want to see that. The cheaper kind. */
    record Unconditional(TableDescriptor table, byte[] rowKey, Change change) implements WriteCommand {
        @Override
        public int bytes() {
            return switch (change) {
                case Change.Put put -> put.bytes().length;
                case Change.Delete() -> rowKey.length;
                case Change.Keep() -> rowKey.length;
            };
        }
    }

    /**
     * A write that depends on the item as it is, or whose caller wants to see that.
     *
     * @param bytes about how large the request is
     */
    record Decided(TableDescriptor table, byte[] rowKey, int bytes, Decision decision) implements WriteCommand {}

    /**
     * Leaves the item as it is, and gives a global index the item's entry once more, in the way in which the index gets its
     * entries: this is how an index comes to have the items that are older than itself.
     */
    record Reindex(TableDescriptor table, byte[] rowKey, int indexId) implements WriteCommand {
        @Override
        public int bytes() {
            return rowKey.length;
        }
    }

    /**
     * Leaves the item as it is, and has global indexes that come through the change log get to know what the item implies, the end
     * of an entry included that an index has of it.
     *
     * @param entry of an index, as it was read
     */
    record Recheck(TableDescriptor table, byte[] rowKey, StoredRow entry) implements WriteCommand {
        @Override
        public int bytes() {
            return entry.size();
        }
    }

    /**
     * The service's own deletion of an item whose time to live has passed; it decides so with the item as it is and the
     * table's attribute as it is then.
     *
     * @param after the epoch second after which the item expires, or it stays
     * @param until the epoch second until which the item expires, or it stays
     */
    record Expire(TableDescriptor table, byte[] rowKey, long after, long until) implements WriteCommand {
        @Override
        public int bytes() {
            return rowKey.length;
        }

        Change decide(TableDescriptor current, Optional<StoredRow> row) {
            var due = row.map(Expiry.of(current)::at).orElseGet(OptionalLong::empty);
            return due.isPresent() && due.getAsLong() > after && due.getAsLong() <= until
                    ? new Change.Delete()
                    : new Change.Keep();
        }
    }
}
