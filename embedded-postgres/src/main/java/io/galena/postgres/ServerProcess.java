package io.galena.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The running postmaster. The kernel ties it to the thread that forked it, so that thread is one of our own, which lives until
 * the server ends.
 */
final class ServerProcess {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private static final Pattern PREFIX = Pattern.compile("^\\d{4}-\\S+ \\S+ \\S+ \\[\\d+] (?:[A-Z]+: +)?");
    /** What it says when files are missing or damaged, as opposed to a lack of memory, ports, space or rights. */
    private static final List<String> CORRUPTION = List.of(
            "No such file or directory",
            "control file",
            "could not read file",
            "checkpoint record",
            "incompatible with server",
            "not a valid data directory",
            "does not exist");

    private final Process process;
    private final DataDirectory directory;
    private final Path log;

    private ServerProcess(Process process, DataDirectory directory, Path log) {
        this.process = process;
        this.directory = directory;
        this.log = log;
    }

    /** Forks the server and waits until it takes connections: after a crash that is when it has recovered. */
    static ServerProcess start(ProcessBuilder command, DataDirectory directory, boolean watched)
            throws IOException, InterruptedException {
        var started = new CompletableFuture<Process>();
        var log = directory.newLog();
        Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> forkAndWait(command, log, started));
        var server = new ServerProcess(join(started), directory, log);
        try {
            if (watched) {
                Watchdog.watch(server.process.pid());
            }
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.process.destroy();
            throw e;
        }
    }

    private static Process join(CompletableFuture<Process> started) throws IOException {
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void forkAndWait(ProcessBuilder command, Path log, CompletableFuture<Process> started) {
        try {
            var process = command.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile())
                    .start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw failure(lastLogLine(log));
            }
            if (PostmasterFile.isReady(directory.cluster())) {
                return;
            }
            Thread.sleep(5);
        }
        throw new EmbeddedPostgresException("PostgreSQL is not ready after " + READY_WITHIN.toMinutes() + " minutes.");
    }

    private EmbeddedPostgresException failure(String reason) {
        return CORRUPTION.stream().anyMatch(reason::contains)
                ? directory.corrupt(reason)
                : new EmbeddedPostgresException("PostgreSQL did not start: " + reason + ".");
    }

    /** PostgreSQL's last complaint, without the time, the process id and the severity before it. */
    private static String lastLogLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("could not"))
                .findFirst()
                .or(() -> lines.reversed().stream().findFirst())
                .map(line -> PREFIX.matcher(line).replaceFirst(""))
                .orElse("it printed nothing");
    }

    void awaitEnd() {
        process.onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Immediate shutdown: nothing more is written; another start would have to recover. */
    void abandon() throws IOException, InterruptedException {
        Signals.quit(process.pid());
        awaitStopped();
    }

    /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
    void stop() throws IOException, InterruptedException {
        Signals.interrupt(process.pid());
        awaitStopped();
    }

    private void awaitStopped() throws InterruptedException {
        if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
