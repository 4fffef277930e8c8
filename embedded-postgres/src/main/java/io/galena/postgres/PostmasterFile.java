package io.galena.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code postmaster.pid} of a cluster: line 1 is the process id, line 8 the status. One that is left over from a crash may name
 * a process that is gone, a zombie, or a stranger with a number used again; PostgreSQL itself would refuse to start.
 */
final class PostmasterFile {
    private static final Duration ENDS_BY_ITSELF_WITHIN = Duration.ofSeconds(2);
    private static final Duration ENDS_WHEN_TOLD_WITHIN = Duration.ofSeconds(30);

    private PostmasterFile() {}

    static boolean isReady(Path cluster) throws IOException {
        var lines = lines(cluster);
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    /**
     * Makes way for a new server on a cluster whose lock we hold: waits for an orphan that is shutting down, ends one that is
     * not, and removes a stale file.
     */
    static void clear(Path cluster) throws IOException, InterruptedException {
        var lines = lines(cluster);
        if (lines.isEmpty()) {
            return;
        }
        var first = lines.getFirst().strip();
        // A crash of the machine may have left an empty or a torn file.
        var pid = first.matches("[0-9]{1,18}") ? Long.parseLong(first) : 0;
        if (pid > 1 && !endsWithin(pid, cluster, ENDS_BY_ITSELF_WITHIN)) {
            Signals.interrupt(pid);
            if (!endsWithin(pid, cluster, ENDS_WHEN_TOLD_WITHIN)) {
                Signals.quit(pid);
                endsWithin(pid, cluster, ENDS_WHEN_TOLD_WITHIN);
            }
        }
        Files.deleteIfExists(file(cluster));
    }

    private static boolean endsWithin(long pid, Path cluster, Duration time) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (isServerOf(pid, cluster)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    private static boolean isServerOf(long pid, Path cluster) throws IOException {
        var handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !handle.get().isAlive()) {
            return false;
        }
        var proc = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(proc)) {
            return handle.get()
                    .info()
                    .commandLine()
                    .map(line -> line.contains(cluster.toString()))
                    .orElse(false);
        }
        try {
            // A zombie has no command line.
            var command = new String(Files.readAllBytes(proc.resolve("cmdline")), StandardCharsets.UTF_8);
            return command.contains("postgres") && command.contains(cluster.toString());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> lines(Path cluster) throws IOException {
        try {
            return Files.readAllLines(file(cluster));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
