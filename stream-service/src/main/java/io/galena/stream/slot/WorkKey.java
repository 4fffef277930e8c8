package io.galena.stream.slot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * A piece of work: what is shared among instances.
 *
 * @param owner what the work is for, a name without slashes
 * @param part which part of it
 */
public record WorkKey(String owner, String part) {
    /** Its name among the checkpoints. */
    byte[] toBytes() {
        return (owner + "/" + part).getBytes(UTF_8);
    }

    static Optional<WorkKey> parse(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        var slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new WorkKey(text.substring(0, slash), text.substring(slash + 1)));
    }

    /** The slot that it belongs to, for good. */
    public int slot() {
        return Math.floorMod((owner + "/" + part).hashCode(), SharedWork.SLOTS);
    }
}
