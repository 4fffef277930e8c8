package io.galena.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path cache;

    @Test
    void severalMayUnpackAtOnce() throws InterruptedException, IOException {
        try (var threads = Executors.newFixedThreadPool(3)) {
            var task = (Callable<PostgresBinaries>) () -> PostgresBinaries.unpack(cache);
            var results = threads.invokeAll(Stream.generate(() -> task).limit(3).toList());

            assertThat(results)
                    .allSatisfy(result ->
                            assertThat(result.get().program("postgres")).isExecutable());
        }
        try (var left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void theyAreUnpackedOnce() throws IOException {
        var program = PostgresBinaries.unpack(cache).program("postgres");
        Files.setLastModifiedTime(program, FileTime.fromMillis(1000));

        assertThat(PostgresBinaries.unpack(cache).program("postgres")).isEqualTo(program);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(FileTime.fromMillis(1000));
    }
}
