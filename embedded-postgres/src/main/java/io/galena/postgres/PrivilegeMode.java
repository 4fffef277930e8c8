package io.galena.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses to run as root and must end with this JVM, is started by the user that we are. Where {@code
 * setpriv} exists (util-linux), the kernel sends the server an interrupt when the thread that forked it is gone, even after
 * kill -9; elsewhere a {@link Watchdog} does.
 */
enum PrivilegeMode {
    /** Root, in a user namespace in which it is nobody in particular; files still belong to root. */
    ROOT_IN_USER_NAMESPACE(true, true, "unshare -U setpriv --pdeathsig INT"),
    /** Root where namespaces are refused (containers without CAP_SYS_ADMIN): the server runs as an unprivileged user. */
    ROOT_AS_NOBODY(true, true, "setpriv --reuid=65534 --regid=65534 --clear-groups --pdeathsig INT"),
    ORDINARY_USER(false, true, "setpriv --pdeathsig INT"),
    /** An ordinary user on a system without {@code setpriv}, such as macOS. */
    ORDINARY_USER_WATCHED(false, false, "");

    private static final String NOBODY = "65534";

    private final boolean root;
    private final boolean endsWithParent;
    private final String prefix;

    PrivilegeMode(boolean root, boolean endsWithParent, String prefix) {
        this.root = root;
        this.endsWithParent = endsWithParent;
        this.prefix = prefix;
    }

    /** The first mode that works here. */
    static PrivilegeMode detect() {
        var setpriv = succeeds("setpriv", "--version");
        if (!"root".equals(System.getProperty("user.name"))) {
            return setpriv ? ORDINARY_USER : ORDINARY_USER_WATCHED;
        }
        if (!setpriv) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL refuses to run as root and setpriv (util-linux) is not installed: start as an ordinary user.");
        }
        return succeeds("unshare", "-U", "true") ? ROOT_IN_USER_NAMESPACE : ROOT_AS_NOBODY;
    }

    /** Whether the kernel ends the server when the forking thread ends. */
    boolean endsWithParent() {
        return endsWithParent;
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        Stream.of(prefix.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Gives the directory to the user that the server will run as: a root directory may have been used in the other mode. */
    void own(Path directory) throws IOException {
        if (!root) {
            return;
        }
        var owner = this == ROOT_AS_NOBODY ? NOBODY : "0";
        if (!Files.getAttribute(directory, "unix:uid").toString().equals(owner)) {
            run("chown", "-R", owner + ":" + owner, directory.toString());
        }
    }

    private static void run(String... command) throws IOException {
        if (!succeeds(command)) {
            throw new IOException("Command failed: " + String.join(" ", command));
        }
    }

    private static boolean succeeds(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
