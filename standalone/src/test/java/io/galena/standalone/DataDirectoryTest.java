package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = parent.resolve("data");
    }

    @Test
    void theNumberOfShardsIsRemembered() {
        open(Map.of("galena.shards", "3"));

        assertThat(open(Map.of())).isEqualTo(3);
    }

    @Test
    void shardsCanBecomeMore() {
        open(Map.of("galena.shards", "2"));

        assertThat(open(Map.of("galena.shards", "3"))).isEqualTo(3);
        assertThat(open(Map.of())).isEqualTo(3);
    }

    @Test
    void shardsCannotBecomeFewer() {
        open(Map.of("galena.shards", "3"));

        assertThatThrownBy(() -> open(Map.of("galena.shards", "2")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The data directory " + path
                        + " has 3 shards, which can become more but not fewer: --shards 2 is refused.");
    }

    @Test
    void aSecondInstanceIsRefused() {
        try (var first = DataDirectory.open(properties(Map.of()))) {
            assertThatThrownBy(() -> open(Map.of()))
                    .hasMessage("The data directory " + first.path() + " is in use by another instance.");
        }
    }

    @Test
    void aFreshFileSystemCountsAsEmpty() throws IOException {
        Files.createDirectories(path.resolve("lost+found"));

        assertThat(open(Map.of())).isEqualTo(1);
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsNamed() {
        path = Path.of("/proc/galena");

        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The data directory /proc/galena cannot be written: ")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        open(Map.of());
        Files.writeString(path.resolve("galena.properties"), "format=2\nshards=1\n");

        assertThatThrownBy(() -> open(Map.of()))
                .hasMessage(
                        "The data directory " + path + " was written by a newer Galena (format 2, this one knows 1).");
    }

    @Test
    void anUnreadableMarkerIsCorruption() throws IOException {
        open(Map.of());
        Files.writeString(path.resolve("galena.properties"), "garbage");

        assertThatThrownBy(() -> open(Map.of()))
                .hasMessage("The data directory " + path + " is corrupt: galena.properties has no number 'format'.");
    }

    @Test
    void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("thesis.txt"), "mine");

        assertThatThrownBy(() -> open(Map.of()))
                .hasMessage("The directory " + path + " is not empty and holds no Galena data.");
        assertThat(path.resolve("galena.properties")).doesNotExist();
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Files.writeString(path, "mine");

        assertThatThrownBy(() -> open(Map.of())).hasMessage("The data directory " + path + " is not a directory.");
    }

    @Test
    void aThrowAwayDirectoryIsGoneAfterwards() {
        var directory = DataDirectory.open(StandalonePropertiesTest.bind(Map.of("galena.ephemeral", "true")));
        assertThat(directory.path()).isDirectory();

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void aCompleteDirectoryWithoutItsDatabaseIsRefused() throws IOException {
        try (var directory = DataDirectory.open(properties(Map.of()))) {
            directory.complete();
        }

        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The data directory " + path
                        + " is corrupt: its database, the directory postgres, is missing.");
    }

    @Test
    void aFirstStartThatDiedHalfWayIsNoCorruption() throws IOException {
        open(Map.of());
        Files.createDirectories(path.resolve("postgres/cluster"));

        assertThat(open(Map.of("galena.shards", "2"))).isEqualTo(2);
    }

    @Test
    void anOlderDirectoryWithItsDatabaseCountsAsComplete() throws IOException {
        Files.createDirectories(path.resolve("postgres"));
        Files.createFile(path.resolve("postgres/initialised"));
        Files.writeString(path.resolve("galena.properties"), "format=1\nshards=1\n");

        assertThat(Marker.read(path).complete()).isTrue();
        assertThat(open(Map.of())).isEqualTo(1);
    }

    @Test
    void moreShardsLeaveItComplete() throws IOException {
        try (var directory = DataDirectory.open(properties(Map.of()))) {
            directory.complete();
        }
        Files.createDirectories(path.resolve("postgres"));
        Files.createFile(path.resolve("postgres/initialised"));

        open(Map.of("galena.shards", "2"));

        assertThat(Marker.read(path)).isEqualTo(new Marker(2, true, Optional.empty()));
    }

    @Test
    void nobodyElseCanReadWhatWeWrite() throws IOException {
        open(Map.of());

        for (var file : List.of("galena.lock", "galena.properties")) {
            assertThat(Files.getPosixFilePermissions(path.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Opens the directory, leaves it, and tells the number of its shards. */
    private int open(Map<String, String> options) {
        try (var directory = DataDirectory.open(properties(options))) {
            return directory.shards();
        }
    }

    private StandaloneProperties properties(Map<String, String> options) {
        var all = new HashMap<>(options);
        all.put("galena.data-dir", path.toString());
        return StandalonePropertiesTest.bind(all);
    }
}
