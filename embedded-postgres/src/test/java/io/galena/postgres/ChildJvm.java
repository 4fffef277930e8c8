package io.galena.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM that has started a server, has committed a row, and waits to be killed. */
final class ChildJvm {
    private static final String NOBODY = "65534";

    private final Process process;
    private final ProcessHandle server;

    private ChildJvm(Process process, ProcessHandle server) {
        this.process = process;
        this.server = server;
    }

    /** Starts it with our own rights. */
    static ChildJvm start(Path directory, Optional<PrivilegeMode> mode) throws IOException {
        return start(command(System.getProperty("java.class.path"), directory, mode), directory);
    }

    /** Starts it as an ordinary user; only root can. Its class path is copied to where that user can read it. */
    static ChildJvm startAsNobody(Path directory, Optional<PrivilegeMode> mode) throws IOException {
        var classes = Files.createDirectory(directory.resolve("classes"));
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            entries.add(copy(Path.of(entry), classes.resolve(Integer.toString(entries.size())))
                    .toString());
        }
        run("chown", "-R", NOBODY + ":" + NOBODY, directory.toString());
        var command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "env",
                "XDG_CACHE_HOME=" + directory.resolve("cache")));
        command.addAll(command(String.join(":", entries), directory.resolve("data"), mode));
        return start(command, directory);
    }

    private static ChildJvm start(List<String> command, Path directory) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            if (line == null) {
                throw new IOException("The child did not start");
            }
            return new ChildJvm(process, ProcessHandle.of(Long.parseLong(line)).orElseThrow());
        }
    }

    private static List<String> command(String classPath, Path data, Optional<PrivilegeMode> mode) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Child.class.getName(),
                data.toString()));
        mode.map(Enum::name).ifPresent(command::add);
        return command;
    }

    private static Path copy(Path source, Path target) throws IOException {
        if (!Files.exists(source)) {
            return target;
        }
        try (var paths = Files.walk(source)) {
            for (var path : paths.toList()) {
                Files.copy(
                        path, target.resolve(source.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return target;
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(Stream.of(command).collect(Collectors.joining(" ")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it with kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** Whether its server ends by itself. */
    boolean serverEndsWithin(Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (server.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** What runs in the other JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws SQLException, InterruptedException {
            var directory = Path.of(arguments[0]);
            var postgres = arguments.length > 1
                    ? EmbeddedPostgres.start(directory, Map.of(), PrivilegeMode.valueOf(arguments[1]))
                    : EmbeddedPostgres.start(directory, Map.of());
            try (var connection = postgres.connect("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("create table if not exists acknowledged (x int)");
                statement.execute("insert into acknowledged values (1)");
            }
            System.out.println(postgres.pid());
            Thread.sleep(600_000);
        }
    }
}
