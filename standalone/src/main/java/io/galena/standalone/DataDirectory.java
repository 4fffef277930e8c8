package io.galena.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where an instance keeps its data. A marker file tells the format and the number of shards; a locked file keeps a second
 * instance out for as long as this one lives, however it ends.
 */
final class DataDirectory implements AutoCloseable {
    private static final String MARKER = "galena.properties";
    private static final String UNFINISHED_MARKER = "galena.properties.new";
    private static final String LOCK = "galena.lock";
    private static final int FORMAT = 1;
    /** What may lie in a directory that counts as empty: our own beginnings, and what a fresh file system has. */
    private static final Set<String> NOTHING = Set.of(LOCK, UNFINISHED_MARKER, "lost+found", ".DS_Store");

    private final Path path;
    private final int shards;
    private final boolean ephemeral;
    private final FileChannel lock;

    private DataDirectory(Path path, int shards, boolean ephemeral, FileChannel lock) {
        this.path = path;
        this.shards = shards;
        this.ephemeral = ephemeral;
        this.lock = lock;
    }

    /** Opens the directory that the options name, and makes it at the first start. */
    static DataDirectory open(StandaloneProperties properties) {
        Path path = null;
        try {
            path = properties.ephemeral()
                    ? Files.createTempDirectory("galena-")
                    : properties
                            .dataDir()
                            .map(Path::of)
                            .orElseGet(DataDirectory::standard)
                            .toAbsolutePath()
                            .normalize();
            prepare(path);
            var lock = lock(path);
            try {
                var shards = shards(path, properties.shards());
                return new DataDirectory(path, shards, properties.ephemeral(), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The data directory" + (path == null ? "" : " " + path) + " cannot be written: " + reason(e) + ".",
                    e);
        }
    }

    private static void prepare(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (!Files.isDirectory(path)) {
            throw new StartFailure("The data directory " + path + " is not a directory.");
        } else if (!Files.exists(path.resolve(MARKER))) {
            requireEmpty(path);
        }
    }

    private static void requireEmpty(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !NOTHING.contains(entry.getFileName().toString()))) {
                throw new StartFailure("The directory " + path + " is not empty and holds no Galena data.");
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // By this very process.
        }
        channel.close();
        throw new StartFailure("The data directory " + path + " is in use by another instance.");
    }

    /** The number of shards: what the directory has, or more when more are wanted. */
    private static int shards(Path path, Optional<Integer> wanted) throws IOException {
        if (!Files.exists(path.resolve(MARKER))) {
            return mark(path, wanted.orElse(1));
        }
        var marker = new Properties();
        try (Reader reader = Files.newBufferedReader(path.resolve(MARKER))) {
            marker.load(reader);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("The data directory " + path + " is corrupt: " + MARKER + " cannot be read.", e);
        }
        var format = number(marker, "format", path);
        if (format > FORMAT) {
            throw new StartFailure("The data directory " + path + " was written by a newer Galena (format " + format
                    + ", this one knows " + FORMAT + ").");
        }
        var present = number(marker, "shards", path);
        var shards = wanted.orElse(present);
        if (shards < present) {
            throw new StartFailure("The data directory " + path + " has " + present
                    + " shards, which can become more but not fewer: --shards " + shards + " is refused.");
        }
        return shards == present ? present : mark(path, shards);
    }

    private static int mark(Path path, int shards) throws IOException {
        var unfinished = path.resolve(UNFINISHED_MARKER);
        var options = new StandardOpenOption[] {
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC
        };
        Files.writeString(unfinished, "format=" + FORMAT + "\nshards=" + shards + "\n", options);
        Files.move(
                unfinished, path.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return shards;
    }

    private static int number(Properties marker, String name, Path path) {
        try {
            return Integer.parseInt(marker.getProperty(name, "").strip());
        } catch (NumberFormatException e) {
            throw new StartFailure(
                    "The data directory " + path + " is corrupt: " + MARKER + " has no number '" + name + "'.", e);
        }
    }

    private static Path standard() {
        var xdg = System.getenv("XDG_DATA_HOME");
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "galena")
                : Path.of(System.getProperty("user.home"), ".local", "share", "galena");
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e
            when e.getReason() != null -> e.getReason().toLowerCase(Locale.ROOT);
            default -> String.valueOf(failure.getMessage());
        };
    }

    Path path() {
        return path;
    }

    int shards() {
        return shards;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** Lets others in; a throw-away directory is removed. */
    @Override
    public void close() {
        try {
            lock.close();
            if (ephemeral) {
                remove();
            }
        } catch (IOException e) {
            throw new StartFailure("The data directory " + path + " could not be left: " + reason(e) + ".", e);
        }
    }

    private void remove() throws IOException {
        try (var paths = Files.walk(path)) {
            for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
