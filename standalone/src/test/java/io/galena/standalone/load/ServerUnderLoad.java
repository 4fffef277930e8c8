package io.galena.standalone.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A Galena on this machine, PostgreSQL included, seen from outside. */
record ServerUnderLoad(ProcessHandle process) {
    static ServerUnderLoad of(long pid) {
        return new ServerUnderLoad(ProcessHandle.of(pid).orElseThrow());
    }

    /** The processor time of all its processes so far. */
    Duration cpu() {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Memory that only one process of PostgreSQL has, in MiB: the most that any has, and the sum over all. */
    String privateMemory() {
        var sizes = process.descendants()
                .mapToLong(ServerUnderLoad::privateKibibytes)
                .summaryStatistics();
        return "PostgreSQL's private memory: largest process %d MiB, all together %d MiB"
                .formatted(sizes.getMax() / 1024, sizes.getSum() / 1024);
    }

    private static long privateKibibytes(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss_Anon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }
}
