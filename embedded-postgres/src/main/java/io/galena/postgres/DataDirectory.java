package io.galena.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one server: {@code cluster} is PostgreSQL's own, beside it lie the lock that keeps a second instance out
 * for as long as this process lives, the superuser's random password and the server's log.
 */
final class DataDirectory implements AutoCloseable {
    private static final String MAJOR_VERSION = "18";

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Makes the directory if it is not there, and locks it. */
    static DataDirectory open(Path directory, PrivilegeMode mode) {
        var root = directory;
        try {
            Files.createDirectories(root);
            root = root.toRealPath();
            mode.protect(root);
            var channel = FileChannel.open(
                    root.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new EmbeddedPostgresException("The data directory " + root + " is in use by another instance.");
            }
            return new DataDirectory(root, channel, lock.get());
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The data directory " + root + " cannot be written.", e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    /** An empty file for the server to log to, which may quote data. */
    Path newLog() throws IOException {
        var log = root.resolve("postgres.log");
        writePrivately(log, "");
        return log;
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** Whether there is a complete cluster; an unfinished one, left by a crash during the first start, is removed. */
    boolean isInitialised() throws IOException {
        if (!Files.exists(root.resolve("initialised"))) {
            PostgresBinaries.deleteRecursively(cluster());
            return false;
        }
        requireReadable();
        return true;
    }

    private void requireReadable() throws IOException {
        var version = cluster().resolve("PG_VERSION");
        var missing = Stream.of(
                        version, cluster().resolve("base"), cluster().resolve("global/pg_control"), passwordFile())
                .filter(Files::notExists)
                .findFirst();
        if (missing.isPresent()) {
            throw corrupt(root.relativize(missing.get()) + " of its database is missing");
        }
        var found = Files.readString(version).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw new EmbeddedPostgresException("The data directory " + root + " belongs to PostgreSQL " + found
                    + ", this is PostgreSQL " + MAJOR_VERSION + ".");
        }
    }

    /**
     * Runs initdb; a crash in the middle leaves no mark of completion, so that the next start begins anew.
     *
     * @param sync whether all is on disk when this returns
     */
    void initialise(PostgresBinaries binaries, PrivilegeMode mode, boolean sync)
            throws IOException, InterruptedException {
        Files.createDirectory(
                cluster(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        mode.own(cluster());
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        var password = HexFormat.of().formatHex(random) + "\n";
        writePrivately(passwordFile(), password);
        // initdb, which may run as another user, reads a copy of its own.
        var copy = root.resolve("initdb.password");
        writePrivately(copy, password);
        mode.own(copy);
        var output = root.resolve("initdb.log");
        var options = new ArrayList<>(List.of(
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=../" + copy.getFileName(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums"));
        if (!sync) {
            options.add("--no-sync");
        }
        var process = mode.command(binaries.program("initdb"), cluster(), options)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var status = process.waitFor();
        Files.delete(copy);
        if (status != 0) {
            throw new EmbeddedPostgresException("PostgreSQL cannot initialise " + cluster() + "; see " + output + ".");
        }
        Files.delete(output);
        Files.createFile(root.resolve("initialised"));
    }

    EmbeddedPostgresException corrupt(String reason) {
        return EmbeddedPostgresException.corrupt(root, reason);
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content, StandardOpenOption.SYNC);
    }

    private Path passwordFile() {
        return root.resolve("password");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }
}
