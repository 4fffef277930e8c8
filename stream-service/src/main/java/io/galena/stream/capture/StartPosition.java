package io.galena.stream.capture;

import java.util.Optional;

/**
 * Where a worker goes on. A position counts on the server that it was taken on, and on a standby of it that was promoted later,
 * as long as the standby had got that far. Everything else is a gap, which readers of changes must learn of.
 *
 * @param from what ends up to here was published or is lost; the records in Kafka tell more exactly
 * @param generation the last one of Kafka's data that is known
 * @param gap what is wrong, if something is
 * @param isLostByKafka whether it is Kafka that has lost changes: its offsets may begin anew
 */
record StartPosition(long from, long generation, Optional<String> gap, boolean isLostByKafka) {
    private static final long UNKNOWN = -1;

    /** Whether Kafka has nothing of the shard. */
    boolean isNothingLeft() {
        return generation == UNKNOWN;
    }

    /** The same position in a Kafka that has lost topics of tables. */
    StartPosition withoutTopics() {
        return new StartPosition(from, generation, Optional.of("Kafka has lost the topic of a table"), true);
    }

    /**
     * Where to go on.
     *
     * @param published how far Kafka is, if it has anything of the shard
     */
    static StartPosition of(SourceState source, Optional<CapturePosition> published) {
        if (published.isEmpty()) {
            return lostByKafka(source, UNKNOWN, "Kafka does not have the changes that it had");
        }
        var position = published.get();
        var server = source.server();
        if (!position.server().system().equals(server.system())) {
            return gap(0, position, "The shard is another database than the one that was captured");
        }
        if (position.server().timeline() != server.timeline()) {
            var fork = source.fork(position.server().timeline());
            if (fork.isEmpty() || Long.compareUnsigned(fork.getAsLong(), position.end()) < 0) {
                return gap(
                        fork.orElse(0),
                        position,
                        "The shard has gone back to a time before changes that were published");
            }
        } else if (Long.compareUnsigned(source.written(), position.end()) < 0) {
            return gap(source.written(), position, "The shard has lost changes that were published");
        }
        return Long.compareUnsigned(source.confirmed(), position.end()) > 0
                ? lostByKafka(source, position.generation(), "Kafka has lost the latest changes that it had")
                : new StartPosition(position.end(), position.generation(), Optional.empty(), false);
    }

    /** What was confirmed is lost; the rest is still to come. */
    private static StartPosition lostByKafka(SourceState source, long generation, String reason) {
        return new StartPosition(source.confirmed(), generation, Optional.of(reason), true);
    }

    private static StartPosition gap(long from, CapturePosition position, String reason) {
        return new StartPosition(from, position.generation(), Optional.of(reason), false);
    }
}
