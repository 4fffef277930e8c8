package io.galena.stream.trigger.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** A stream shard of a mapping: what is shared among instances. */
record WorkKey(String mapping, String shardId) {
    /** Its name among the checkpoints. */
    byte[] toBytes() {
        return (mapping + "/" + shardId).getBytes(UTF_8);
    }

    static Optional<WorkKey> parse(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        var slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new WorkKey(text.substring(0, slash), text.substring(slash + 1)));
    }

    /** The slot that it belongs to, for good. */
    int slot() {
        return Math.floorMod((mapping + "/" + shardId).hashCode(), Slots.COUNT);
    }
}
