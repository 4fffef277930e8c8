package io.galena.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Another process; what it prints is collected. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final Thread reader;

    private ChildProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts a main class in a JVM of its own, with this one's class path. */
    static ChildProcess java(String mainClass, List<String> jvmOptions, List<String> arguments)
            throws IOException, InterruptedException {
        return start(ChildJvm.command(mainClass, jvmOptions, arguments), Map.of());
    }

    static ChildProcess start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                    output.notifyAll();
                }
            }
        } catch (IOException _) {
            // Java closes the stream of a process that it destroys.
        }
    }

    /** Waits for a line; fails when the process ends, or the time is over, before there is one. */
    String awaitLine(Predicate<String> wanted, Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        synchronized (output) {
            while (true) {
                var found = output.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                if (System.nanoTime() > deadline || (!process.isAlive() && !reader.isAlive())) {
                    throw new AssertionError("The line is missing in: " + String.join("\n", output));
                }
                output.wait(50);
            }
        }
    }

    /** Waits for the end and returns the exit code. */
    int awaitEnd(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The process has not ended: " + String.join("\n", output()));
        }
        reader.join();
        return process.exitValue();
    }

    /** Whether it ends in time, and as it should. */
    boolean hasEnded(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** kill -9 of this process alone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** kill -9 of this process and all that it has started. */
    void killTree() throws InterruptedException {
        var tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        for (var each : tree) {
            while (each.isAlive()) {
                Thread.sleep(5);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
        process.onExit().join();
    }
}
