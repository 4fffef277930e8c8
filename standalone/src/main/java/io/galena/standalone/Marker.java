package io.galena.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that makes a directory a data directory.
 *
 * @param shards how many shards it has
 * @param complete whether the databases have been made, so that they must be there at every start
 * @param throwAwayOf the process that throws the directory away at its end
 */
record Marker(int shards, boolean complete, Optional<Long> throwAwayOf) {
    static final String FILE = "galena.properties";
    static final String UNFINISHED_FILE = "galena.properties.new";
    private static final int FORMAT = 1;
    private static final String SHARDS = "shards";
    private static final String COMPLETE = "complete";
    private static final String THROW_AWAY_OF = "throw-away-of-process";

    /**
     * Reads the marker of a directory.
     *
     * @throws StartFailure for one that we do not understand
     */
    static Marker read(Path directory) throws IOException {
        var marker = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve(FILE))) {
            marker.load(reader);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("The data directory " + directory + " is corrupt: " + FILE + " cannot be read.", e);
        }
        var format = number(marker, "format", directory);
        if (format > FORMAT) {
            throw new StartFailure("The data directory " + directory + " was written by a newer Galena (format "
                    + format + ", this one knows " + FORMAT + ").");
        }
        var complete = marker.getProperty(COMPLETE);
        return new Marker(
                (int) number(marker, SHARDS, directory),
                // Markers without this entry are older than it.
                complete == null ? DataDirectory.hasCluster(directory) : Boolean.parseBoolean(complete.strip()),
                marker.containsKey(THROW_AWAY_OF)
                        ? Optional.of(number(marker, THROW_AWAY_OF, directory))
                        : Optional.empty());
    }

    /** Writes it for good, or not at all. */
    Marker write(Path directory) throws IOException {
        var unfinished = directory.resolve(UNFINISHED_FILE);
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var content = "format=" + FORMAT + "\n" + SHARDS + "=" + shards + "\n" + COMPLETE + "=" + complete + "\n"
                + throwAwayOf
                        .map(process -> THROW_AWAY_OF + "=" + process + "\n")
                        .orElse("");
        Files.writeString(unfinished, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(
                unfinished,
                directory.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    Marker withShards(int number) {
        return new Marker(number, complete, throwAwayOf);
    }

    Marker completed() {
        return new Marker(shards, true, throwAwayOf);
    }

    private static long number(Properties marker, String name, Path directory) {
        try {
            return Integer.parseInt(marker.getProperty(name, "").strip());
        } catch (NumberFormatException e) {
            throw new StartFailure(
                    "The data directory " + directory + " is corrupt: " + FILE + " has no number '" + name + "'.", e);
        }
    }
}
