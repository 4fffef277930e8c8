package io.galena.kafka;

import org.jspecify.annotations.Nullable;

/** The broker cannot be started or has failed; the message is one sentence for the person who started it. */
public final class EmbeddedKafkaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
