package io.galena.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** A master key for tests, which leave the user's own configuration alone. */
final class TestingMasterKey {
    private TestingMasterKey() {}

    /** The name of a file that holds the key; it is removed when the JVM ends. */
    static String file() {
        return Holder.FILE;
    }

    private static final class Holder {
        private static final String FILE = create();

        private static String create() {
            try {
                var permissions = PosixFilePermissions.fromString("rw-------");
                var file = Files.createTempFile(
                        "galena-testing", ".key", PosixFilePermissions.asFileAttribute(permissions));
                file.toFile().deleteOnExit();
                Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
                return file.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
