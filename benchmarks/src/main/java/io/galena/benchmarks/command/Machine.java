package io.galena.benchmarks.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine that figures are of. */
public final class Machine {
    private Machine() {}

    /** One line: what it is, and how busy it is at the moment, without which figures say nothing. */
    public static String describe() throws IOException {
        return "%s, %d processors (%s), Java %s, load %s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Runtime.version().feature(),
                        load());
    }

    private static String processor() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch", "unknown");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }

    private static String load() throws IOException {
        var load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).strip() : "unknown";
    }
}
