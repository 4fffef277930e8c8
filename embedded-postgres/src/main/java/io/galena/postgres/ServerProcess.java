package io.galena.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The running postmaster. The kernel ties it to the thread that forked it, so that thread is one of our own, which lives until
 * the server ends.
 */
final class ServerProcess {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final DataDirectory directory;

    private ServerProcess(Process process, DataDirectory directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Forks the server and waits until it takes connections: after a crash that is when it has recovered. */
    static ServerProcess start(List<String> command, DataDirectory directory, boolean watched)
            throws IOException, InterruptedException {
        var started = new CompletableFuture<Process>();
        var log = directory.log().toFile();
        Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> forkAndWait(command, log, started));
        var server = new ServerProcess(started.join(), directory);
        if (watched) {
            Watchdog.watch(server.process.pid());
        }
        server.awaitReady();
        return server;
    }

    private static void forkAndWait(List<String> command, java.io.File log, CompletableFuture<Process> started) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(log)
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
                throw new EmbeddedPostgresException("PostgreSQL did not start: " + lastLogLine(directory.log()));
            }
            if (PostmasterFile.isReady(directory.cluster())) {
                return;
            }
            Thread.sleep(5);
        }
        stop();
        throw new EmbeddedPostgresException("PostgreSQL is not ready after " + READY_WITHIN.toMinutes() + " minutes.");
    }

    private static String lastLogLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.reversed().stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("could not"))
                .findFirst()
                .or(() -> lines.reversed().stream().findFirst())
                .orElse("it printed nothing.");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Fast shutdown: open transactions are rolled back, committed ones are on disk. */
    void stop() throws IOException, InterruptedException {
        Signals.interrupt(process.pid());
        if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
