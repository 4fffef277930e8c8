package io.galena.postgres;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a program is started outside of our terminal's process group: Ctrl-C interrupts all of that group at once, and the
 * server must live until we have finished what is in flight and stop it ourselves.
 */
final class OwnProcessGroup {
    private OwnProcessGroup() {}

    /** Words to put before the command; the process keeps its number. Empty where there is no way. */
    static List<String> prefix() {
        if (isOnPath("setsid")) {
            return List.of("setsid");
        }
        // macOS has no setsid, but a perl.
        return isOnPath("perl") ? List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV or die;") : List.of();
    }

    private static boolean isOnPath(String program) {
        var path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
