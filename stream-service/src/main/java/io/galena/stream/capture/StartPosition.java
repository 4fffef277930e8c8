package io.galena.stream.capture;

import java.util.Optional;

/**
 * Where a worker goes on. A position counts on the server that it was taken on, and on a standby of it that was promoted later,
 * as long as the standby had got that far. Everything else is a gap, which readers of changes must learn of.
 *
 * @param from what ends up to here was published or is lost; the records in Kafka tell more exactly
 * @param gap what is wrong, if something is
 */
record StartPosition(long from, Optional<String> gap) {
    /**
     * Where to go on.
     *
     * @param published how far Kafka is, if it has anything of the shard
     */
    static StartPosition of(SourceState source, Optional<CapturePosition> published) {
        if (published.isEmpty()) {
            return gap(0, "Kafka does not have the changes that it had");
        }
        var position = published.get();
        var server = source.server();
        if (!position.server().system().equals(server.system())) {
            return gap(0, "The shard is another database than the one that was captured");
        }
        if (position.server().timeline() != server.timeline()) {
            var fork = source.fork(position.server().timeline());
            if (fork.isEmpty() || Long.compareUnsigned(fork.getAsLong(), position.end()) < 0) {
                return gap(fork.orElse(0), "The shard has gone back to a time before changes that were published");
            }
        } else if (Long.compareUnsigned(source.written(), position.end()) < 0) {
            return gap(source.written(), "The shard has lost changes that were published");
        }
        return Long.compareUnsigned(source.confirmed(), position.end()) > 0
                ? gap(position.end(), "Kafka has lost the latest changes that it had")
                : new StartPosition(position.end(), Optional.empty());
    }

    private static StartPosition gap(long from, String reason) {
        return new StartPosition(from, Optional.of(reason));
    }
}
