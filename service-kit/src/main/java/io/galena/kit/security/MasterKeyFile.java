package io.galena.kit.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that holds the master key. */
record MasterKeyFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    static MasterKeyFile at(String path) {
        return new MasterKeyFile(Path.of(path));
    }

    /** {@code galena/master.key} below {@code $XDG_CONFIG_HOME}, which is {@code ~/.config} unless set. */
    static MasterKeyFile inConfigurationDirectory() {
        var xdg = System.getenv("XDG_CONFIG_HOME");
        var directory =
                xdg != null && xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".config");
        return new MasterKeyFile(directory.resolve("galena").resolve("master.key"));
    }

    MasterKey read() {
        try {
            warnIfOthersMayRead();
            return MasterKey.parse(Files.readString(path), "The file " + path);
        } catch (NoSuchFileException e) {
            throw new MasterKeyException("The master key file " + path + " does not exist.", e);
        } catch (IOException e) {
            throw new MasterKeyException("The master key file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads the key, after making a new one if there is no file yet. Of several that do so at once one wins, for all. */
    MasterKey readOrCreate() {
        if (!Files.exists(path)) {
            create();
        }
        return read();
    }

    private void create() {
        try {
            var directory = path.toAbsolutePath().getParent();
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            var draft =
                    Files.createTempFile(directory, "master", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(draft, generate() + "\n", StandardCharsets.US_ASCII);
                // Unlike a move, a link never replaces a key that another process has made meanwhile.
                Files.createLink(path, draft);
            } catch (FileAlreadyExistsException _) {
                LOG.atDebug().addKeyValue("path", path).log("Another process has made the master key");
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new MasterKeyException("The master key file " + path + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void warnIfOthersMayRead() throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        permissions.retainAll(OTHERS);
        if (!permissions.isEmpty()) {
            LOG.atWarn().addKeyValue("path", path).log("The master key file is open to others than its owner");
        }
    }

    private static String generate() {
        var bytes = new byte[MasterKey.LENGTH];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
