package io.galena.postgres;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A shell that interrupts a server when this JVM is gone, for systems whose kernel cannot. It ends with the server. */
final class Watchdog {
    private static final String SCRIPT =
            "while kill -0 \"$1\" 2>/dev/null; do kill -0 \"$2\" 2>/dev/null || exit 0; sleep 1; done; kill -INT \"$2\"";

    private Watchdog() {}

    static void watch(long serverPid) throws IOException {
        var command = new ArrayList<>(OwnProcessGroup.prefix());
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "galena-postgres-watchdog",
                Long.toString(ProcessHandle.current().pid()),
                Long.toString(serverPid)));
        new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
