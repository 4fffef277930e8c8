package io.galena.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The directories of {@code --ephemeral} instances. One that was killed leaves its own behind, for a later start to remove. */
final class ThrowAwayDirectories {
    private static final String PREFIX = "galena-";

    private ThrowAwayDirectories() {}

    static Path make() throws IOException {
        return Files.createTempDirectory(PREFIX);
    }

    /** Removes those that nobody uses any more, as far as that is possible. */
    static void removeAbandoned() {
        try (var paths = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
            for (var path : paths) {
                removeIfAbandoned(path);
            }
        } catch (IOException _) {
            // Then they stay.
        }
    }

    private static void removeIfAbandoned(Path path) {
        try {
            if (!isOurs(path)) {
                return;
            }
            try (var lock = FileChannel.open(path.resolve(DataDirectory.LOCK), StandardOpenOption.WRITE)) {
                if (lock.tryLock() != null) {
                    remove(path);
                }
            }
        } catch (IOException | OverlappingFileLockException | StartFailure _) {
            // A stranger's, half removed by another start, or still being written to by a server that is just ending.
        }
    }

    /** Whether it is one of this user's, but not of this process: to open a lock of our own and close it would give it up. */
    private static boolean isOurs(Path path) throws IOException {
        var isOurs = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(path.resolve(Marker.FILE), LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
        if (!isOurs) {
            return false;
        }
        var process = Marker.read(path).throwAwayOf();
        return process.isPresent() && process.get() != ProcessHandle.current().pid();
    }

    /** In an order in which the marker and the lock go last: what could not be removed completely is known as ours later. */
    static void remove(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
