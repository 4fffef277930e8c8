package io.galena.postgres;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server cannot be started; the message is one sentence for the person who started it. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String corruption;

    EmbeddedPostgresException(String message) {
        super(message);
        this.corruption = null;
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
        this.corruption = null;
    }

    private EmbeddedPostgresException(Path directory, String corruption) {
        super("The data directory " + directory + " is corrupt: " + corruption + ".");
        this.corruption = corruption;
    }

    static EmbeddedPostgresException corrupt(Path directory, String corruption) {
        return new EmbeddedPostgresException(directory, corruption);
    }

    /** What is wrong with the data, if that is why, without a full stop. */
    public Optional<String> corruption() {
        return Optional.ofNullable(corruption);
    }
}
