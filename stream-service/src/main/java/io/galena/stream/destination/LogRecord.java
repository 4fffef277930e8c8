package io.galena.stream.destination;

import io.galena.stream.kafka.LogPlace;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a table's changes, and where in its shard's log it comes from. */
record LogRecord(ConsumerRecord<byte[], byte[]> content, Optional<LogPlace> place) {
    /** Whether it is no change. */
    boolean isMark() {
        return content.key() == null;
    }

    boolean isBefore(LogRecord other) {
        if (place.isPresent()
                && other.place.isPresent()
                && place.get().server().equals(other.place.get().server())) {
            return other.place.get().isBehind(place.get());
        }
        // Of different histories; or one was written by an early version of Galena.
        return content.timestamp() < other.content.timestamp();
    }
}
