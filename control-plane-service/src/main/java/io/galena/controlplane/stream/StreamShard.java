package io.galena.controlplane.stream;

import io.galena.kit.catalog.StreamShardDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stream shard as the catalog knows it.
 *
 * @param stream the number of its stream
 * @param parent the shard whose range it took over, or a part of it
 * @param first the lowest hash of its range, an unsigned 64-bit number
 * @param last the highest hash of its range, inclusive, unsigned
 */
public record StreamShard(
        long stream,
        String id,
        Optional<String> parent,
        long epoch,
        int kafkaPartition,
        long first,
        long last,
        State state) {
    private static final int MILLIS_BEGIN = "shardId-".length();
    private static final int MILLIS_END = MILLIS_BEGIN + 20;

    /** The name of a shard; names are in the order of epochs, as long as the milliseconds do not go back. */
    static String id(long millis, long epoch) {
        return String.format(Locale.ROOT, "shardId-%020d-%08x", millis, epoch & 0xffff_ffffL);
    }

    /** The time in the shard's name, in milliseconds since 1970. */
    long millis() {
        return Long.parseLong(id.substring(MILLIS_BEGIN, MILLIS_END));
    }

    /** What others must know of it. */
    public StreamShardDescriptor descriptor() {
        return new StreamShardDescriptor(id, parent, epoch, kafkaPartition, first, last);
    }

    /** Whether writers emit into a shard, now and after the change of the table that is under way. */
    public enum State {
        /** Not yet; it is open when the change is complete. */
        OPENING,
        OPEN,
        /** Still; it is closed when the change is complete. */
        CLOSING,
        CLOSED;

        /** Those that writers emit into as long as the change is not complete. */
        public static final List<State> HELD = List.of(OPEN, CLOSING);

        /** Those that writers emit into when the change is complete. */
        public static final List<State> NEXT = List.of(OPEN, OPENING);
    }
}
