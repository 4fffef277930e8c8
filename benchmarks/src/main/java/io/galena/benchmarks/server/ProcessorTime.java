package io.galena.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time as Linux counts it, to the hundredth of a second; none on other systems. */
public final class ProcessorTime {
    private static final Path PROC = Path.of("/proc");
    /** The unit of /proc, 100 a second, whatever the kernel's own. */
    private static final long TICK_NANOS = 10_000_000;
    /** Of /proc/PID/stat, counted after the name, which may have blanks: utime, stime, and those of children that have ended. */
    private static final int FIRST_TIME = 11;

    private static final int TIMES = 4;

    private ProcessorTime() {}

    /** That of a process and all its descendants, also of those that have ended. */
    public static Duration ofTree(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .map(process -> ofProcess(process.pid()))
                        .reduce(Duration.ZERO, Duration::plus))
                .orElseThrow(() -> new IllegalStateException("There is no process " + pid));
    }

    /** That of this process, without its children that live. */
    public static Duration own() {
        return ofProcess(ProcessHandle.current().pid());
    }

    /** That of everything on this machine and, if it is a virtual one, what others took from it meanwhile. */
    public static Duration ofMachine() {
        return ofMachine(read(PROC.resolve("stat")).lines().findFirst().orElse(""));
    }

    /** Reads the first line of /proc/stat. */
    static Duration ofMachine(String stat) {
        var fields = stat.split(" +", -1);
        // user, nice, system, idle, iowait, irq, softirq, steal
        return fields.length < 9 ? Duration.ZERO : ticks(sum(fields, 1, 3) + sum(fields, 6, 3));
    }

    private static Duration ofProcess(long pid) {
        var stat = read(PROC.resolve(pid + "/stat"));
        return stat.isEmpty() ? Duration.ZERO : ofStat(stat);
    }

    /** Reads a line of /proc/PID/stat. */
    static Duration ofStat(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return ticks(sum(fields, FIRST_TIME, TIMES));
    }

    private static long sum(String[] fields, int first, int count) {
        var sum = 0L;
        for (var n = first; n < first + count; n++) {
            sum += Long.parseLong(fields[n]);
        }
        return sum;
    }

    private static Duration ticks(long count) {
        return Duration.ofNanos(count * TICK_NANOS);
    }

    /** A process may have ended meanwhile; then its parent has its times. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}
