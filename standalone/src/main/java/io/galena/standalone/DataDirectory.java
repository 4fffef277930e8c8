package io.galena.standalone;

import io.galena.postgres.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where an instance keeps its data. A marker file tells the format and the number of shards; a locked file keeps a second
 * instance out for as long as this one lives, however it ends.
 */
final class DataDirectory implements AutoCloseable {
    static final String LOCK = "galena.lock";
    private static final String POSTGRES = "postgres";
    /** What may lie in a directory that counts as empty: our own beginnings, and what a fresh file system has. */
    private static final Set<String> NOTHING = Set.of(LOCK, Marker.UNFINISHED_FILE, "lost+found", ".DS_Store");

    private final Path path;
    private final Marker marker;
    private final FileChannel lock;

    private DataDirectory(Path path, Marker marker, FileChannel lock) {
        this.path = path;
        this.marker = marker;
        this.lock = lock;
    }

    /** Opens the directory that the options name, and makes it at the first start. */
    static DataDirectory open(StandaloneProperties properties) {
        Path path = null;
        try {
            path = properties.ephemeral() ? ThrowAwayDirectories.make() : chosen(properties);
            prepare(path);
            var lock = lock(path);
            try {
                return new DataDirectory(path, marker(path, properties), lock);
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

    /** Whether no instance has used the directory that the options name. */
    static boolean isNew(StandaloneProperties properties) {
        return properties.ephemeral() || !Files.exists(chosen(properties).resolve(Marker.FILE));
    }

    private static Path chosen(StandaloneProperties properties) {
        return properties
                .dataDir()
                .map(Path::of)
                .orElseGet(DataDirectory::standard)
                .toAbsolutePath()
                .normalize();
    }

    private static void prepare(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (!Files.isDirectory(path)) {
            throw new StartFailure("The data directory " + path + " is not a directory.");
        } else if (!Files.exists(path.resolve(Marker.FILE))) {
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
        var file = path.resolve(LOCK);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // By this very process.
        }
        channel.close();
        throw new StartFailure("The data directory " + path + " is in use by another instance.");
    }

    /** What the directory has, or more shards when more are wanted. */
    private static Marker marker(Path path, StandaloneProperties properties) throws IOException {
        var wanted = properties.shards();
        if (!Files.exists(path.resolve(Marker.FILE))) {
            var process = ProcessHandle.current().pid();
            var throwAwayOf = properties.ephemeral() ? Optional.of(process) : Optional.<Long>empty();
            return new Marker(wanted.orElse(1), false, throwAwayOf).write(path);
        }
        var present = Marker.read(path);
        if (present.complete() && !hasCluster(path)) {
            throw corrupt(path, "its database, the directory " + POSTGRES + ", is missing");
        }
        var shards = wanted.orElse(present.shards());
        if (shards < present.shards()) {
            throw new StartFailure("The data directory " + path + " has " + present.shards()
                    + " shards, which can become more but not fewer: --shards " + shards + " is refused.");
        }
        return shards == present.shards() ? present : present.withShards(shards).write(path);
    }

    /** Whether PostgreSQL has made its cluster there, which may be damaged. */
    static boolean hasCluster(Path path) {
        return Files.exists(path.resolve(POSTGRES).resolve("initialised"));
    }

    private static StartFailure corrupt(Path path, String reason) {
        return new StartFailure("The data directory " + path + " is corrupt: " + reason + ".");
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
        return marker.shards();
    }

    Path postgres() {
        return path.resolve(POSTGRES);
    }

    /** Notes that the databases are there: from now on a start without them fails. */
    void complete() {
        try {
            if (!marker.complete()) {
                marker.completed().write(path);
            }
        } catch (IOException e) {
            throw new StartFailure("The data directory " + path + " cannot be written: " + reason(e) + ".", e);
        }
    }

    /** What the user reads when PostgreSQL refuses its part of the directory. */
    RuntimeException describe(EmbeddedPostgresException failure) {
        return failure.corruption()
                .<RuntimeException>map(reason -> corrupt(path, reason))
                .orElse(failure);
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    /** Lets others in; a throw-away directory is removed. */
    @Override
    public void close() {
        try {
            if (marker.throwAwayOf().isPresent()) {
                ThrowAwayDirectories.remove(path);
            }
            lock.close();
        } catch (IOException e) {
            throw new StartFailure("The data directory " + path + " could not be left: " + reason(e) + ".", e);
        }
    }
}
