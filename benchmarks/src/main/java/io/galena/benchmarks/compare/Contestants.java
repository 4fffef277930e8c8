package io.galena.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All who are compared, and the directory of their data. One thread adds them while another, which ends this program, may close them:
 * that one waits for a start under way, so that nothing is removed beneath a server that nobody knows yet.
 */
final class Contestants implements AutoCloseable {
    private final Path directory;
    private final List<Contestant> all = new ArrayList<>();
    private boolean closed;

    /** Nobody yet. */
    Contestants(Path directory) {
        this.directory = directory;
    }

    /** Starts one more. */
    synchronized void add(Start start) throws IOException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("This program is ending");
        }
        all.add(start.start(directory));
    }

    /** Those who have started, in that order. */
    synchronized List<Contestant> all() {
        return List.copyOf(all);
    }

    /** Ends them all and removes their data, as far as that can be done. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            all.forEach(Contestants::end);
        } finally {
            remove();
        }
    }

    private static void end(Contestant contestant) {
        try {
            contestant.close();
        } catch (RuntimeException e) {
            System.err.println(contestant.name() + " was not ended: " + e);
        }
    }

    private void remove() {
        try {
            for (var file : files()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Not all was cleaned up in " + directory + ": " + e);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.toList().reversed();
        }
    }

    /** How one starts, with its data in the directory. */
    @FunctionalInterface
    interface Start {
        Contestant start(Path directory) throws IOException, InterruptedException;
    }
}
