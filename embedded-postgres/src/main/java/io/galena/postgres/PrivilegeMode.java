package io.galena.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses to run as root and must end with this JVM, is started by the user that we are. Where {@code
 * setpriv} can (util-linux), the kernel sends the server an interrupt when the thread that forked it is gone, even after
 * kill -9; elsewhere a {@link Watchdog} does.
 */
enum PrivilegeMode {
    /** Root, in a user namespace in which it is nobody in particular; files still belong to root. */
    ROOT_IN_USER_NAMESPACE("unshare -U setpriv --pdeathsig INT"),
    /**
     * Root where namespaces are refused (containers without CAP_SYS_ADMIN): the server runs as an unprivileged user, who may
     * not be able to walk to the data, below root's home for example, and so is put into its directory.
     */
    ROOT_AS_NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups --pdeathsig INT"),
    ORDINARY_USER("setpriv --pdeathsig INT"),
    /** An ordinary user on a system without such a {@code setpriv}, such as macOS. */
    ORDINARY_USER_WATCHED("");

    private static final String NOBODY = "65534";
    private static final String HERE = "/proc/self/cwd";

    private final String prefix;

    PrivilegeMode(String prefix) {
        this.prefix = prefix;
    }

    /** The first mode that works here. */
    static PrivilegeMode detect() {
        var setpriv = succeeds("setpriv", "--pdeathsig", "INT", "true");
        if (!isRoot()) {
            return setpriv ? ORDINARY_USER : ORDINARY_USER_WATCHED;
        }
        if (!setpriv) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL refuses to run as root and setpriv (util-linux) is not installed: start as an ordinary user.");
        }
        return succeeds("unshare", "-U", "true") ? ROOT_IN_USER_NAMESPACE : ROOT_AS_NOBODY;
    }

    static boolean isRoot() {
        try {
            var self = Path.of("/proc/self");
            return Files.isDirectory(self)
                    ? Files.getAttribute(self, "unix:uid").equals(0)
                    : "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the kernel ends the server when the forking thread ends. */
    boolean endsWithParent() {
        return this != ORDINARY_USER_WATCHED;
    }

    /** The command that runs a program of PostgreSQL's; its working directory must be the cluster. */
    ProcessBuilder command(Path program, Path cluster, List<String> arguments) {
        var command = new ArrayList<>(OwnProcessGroup.prefix());
        Stream.of(prefix.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
        command.add(program.toString());
        command.addAll(List.of("-D", this == ROOT_AS_NOBODY ? HERE : cluster.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(cluster.toFile());
    }

    /** Shuts others out of the directory that holds the cluster, the server excepted. */
    void protect(Path directory) throws IOException {
        var permissions = this == ROOT_AS_NOBODY ? "rwx--x--x" : "rwx------";
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    /** Gives a file or directory to the user that the server runs as: it may have been used in another mode before. */
    void own(Path path) throws IOException {
        if (this != ROOT_AS_NOBODY && this != ROOT_IN_USER_NAMESPACE) {
            return;
        }
        var owner = this == ROOT_AS_NOBODY ? NOBODY : "0";
        if (!Files.getAttribute(path, "unix:uid").toString().equals(owner)
                && !succeeds("chown", "-R", owner + ":" + owner, path.toString())) {
            throw new IOException("Cannot give " + path + " to user " + owner);
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
