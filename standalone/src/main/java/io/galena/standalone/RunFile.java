package io.galena.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Tells {@code bin/galena status} and {@code stop} what runs. The script chooses the file and names it on our command line, so
 * that it can tell us from a stranger who got our process id after kill -9.
 */
record RunFile(Path file) {
    /** The system property that names the file; without it there is none. */
    static final String PROPERTY = "galena.run-file";

    static Optional<RunFile> requested() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(file -> new RunFile(Path.of(file)));
    }

    void write(int port, String endpoint, Path dataDirectory) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var unfinished = Path.of(file + ".new");
            Files.writeString(
                    unfinished,
                    "pid=" + ProcessHandle.current().pid() + "\nport=" + port + "\nendpoint=" + endpoint + "\ndata="
                            + dataDirectory + "\n");
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " cannot be written.", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " cannot be removed.", e);
        }
    }
}
