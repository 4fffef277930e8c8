package io.galena.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * How JVMs of their own are started with this one's class path. A run of the tests starts dozens of them, so the JVM notes in one that
 * is started for nothing else which classes a start needs (its AOT cache), as {@code bin/galena} does.
 */
final class ChildJvm {
    /** Fewer are not worth the training. */
    private static final int TRAINED_AFTER = 3;

    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(3);

    /** Short-lived: the second compiler would cost more than it gives. */
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final ChildJvm SHARED = new ChildJvm();

    private final Path directory;
    private final String classPath;
    private int started;
    private List<String> cache = List.of();

    private ChildJvm() {
        try {
            directory = Files.createTempDirectory("galena-child-jvm");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
        classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .map(entry -> Files.isDirectory(entry) ? jar(entry) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The command that starts a main class. */
    static List<String> command(String mainClass, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        return SHARED.commandFor(mainClass, options, arguments);
    }

    private synchronized List<String> commandFor(String mainClass, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        if (started++ == TRAINED_AFTER) {
            train();
        }
        return command(mainClass, Stream.concat(cache.stream(), options.stream()), arguments);
    }

    private List<String> command(String mainClass, Stream<String> options, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        options.forEach(command::add);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }

    private void train() throws IOException, InterruptedException {
        var file = directory.resolve("galena.aot");
        var options = Stream.of(
                "-XX:AOTCacheOutput=" + file,
                "-Dgalena.training=true",
                "-Dgalena.postgres.fsync=false",
                "-Xlog:disable");
        var arguments = List.of("--ephemeral", "--port=0", "--auth", "none", "--master-key", TestingMasterKey.file());
        try (var training =
                ChildProcess.start(command(GalenaApplication.class.getName(), options, arguments), Map.of())) {
            // Without it children start, too.
            if (training.hasEnded(TRAINED_WITHIN) && Files.exists(file)) {
                cache = List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-Xlog:cds*=off");
            }
        }
    }

    /** A cache can be made for jars only. */
    private Path jar(Path classes) {
        try {
            var jar = Files.createTempFile(directory, "classes", ".jar");
            var status = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
            if (status != 0) {
                throw new IllegalStateException("No jar can be made of " + classes);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
