package io.galena.postgres.testing;

import io.galena.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real server for all tests of a JVM, on a throw-away directory, and a fresh database for whoever asks. It stops when the
 * JVM does, and does not wait for the disk: what it has written outlives the death of its processes, which is all that tests bring about.
 */
public final class TestingPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestingPostgres() {}

    /** The server, started at the first call. */
    public static EmbeddedPostgres server() {
        return Holder.SERVER;
    }

    /** Creates an empty database and returns its name. */
    public static String freshDatabase() {
        var name = "testing_" + DATABASES.incrementAndGet();
        server().createDatabase(name);
        return name;
    }

    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var directory = Files.createTempDirectory("galena-testing-postgres");
                var server = EmbeddedPostgres.start(directory, Map.of("max_connections", "300", "fsync", "off"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * The files of many databases take longer to delete than a test runner waits for its JVM, so that is left to a
         * process that outlives it.
         */
        private static void stop(EmbeddedPostgres server, Path directory) {
            server.discard();
            try {
                new ProcessBuilder("rm", "-rf", directory.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
