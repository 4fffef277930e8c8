package io.galena.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What its user can mend is one sentence and exit code 1. */
class StartFailuresTest {
    private static final Duration SOON = Duration.ofMinutes(5);

    /** What an instance has left, which several cases begin with. */
    @TempDir
    private static Path used;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    private void copyUsedData() throws IOException, InterruptedException {
        var original = used.resolve("data");
        if (Files.notExists(used.resolve("complete"))) {
            GalenaProcess.start(original).close();
            Files.createFile(used.resolve("complete"));
        }
        // Owners and rights, too.
        try (var copying = ChildProcess.start(List.of("cp", "-a", original.toString(), data().toString()), Map.of())) {
            assertThat(copying.awaitEnd(SOON)).isZero();
        }
    }

    @Test
    void aPortInUse() throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = socket.getLocalPort();

            assertThat(failure("--port=" + port))
                    .isEqualTo("galena: Port " + port + " is in use: choose another one with --port.");
        }
        assertThat(data()).doesNotExist();
    }

    @Test
    void aDataDirectoryOfAnotherInstance() throws IOException, InterruptedException {
        var properties = StandalonePropertiesTest.bind(Map.of("galena.data-dir", data().toString()));
        try (var other = DataDirectory.open(properties)) {
            assertThat(failure())
                    .isEqualTo("galena: The data directory " + other.path() + " is in use by another instance.");
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWritten() {
        assertThat(failureHere("--data-dir=/proc/galena"))
                .startsWith("galena: The data directory /proc/galena cannot be written: ");
    }

    @Test
    void aNewerDataDirectory() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("galena.properties"), "format=99\nshards=1\n");

        assertThat(failureHere("--data-dir=" + data()))
                .isEqualTo("galena: The data directory " + data()
                        + " was written by a newer Galena (format 99, this one knows 1).");
    }

    @Test
    void aCorruptDatabase() throws IOException, InterruptedException {
        copyUsedData();
        Files.delete(data().resolve("postgres/cluster/global/pg_control"));

        assertThat(failure())
                .isEqualTo("galena: The data directory " + data()
                        + " is corrupt: cluster/global/pg_control of its database is missing.");
    }

    @Test
    void aDamagedDatabase() throws IOException, InterruptedException {
        copyUsedData();
        Files.write(data().resolve("postgres/cluster/global/pg_control"), new byte[8192]);

        assertThat(failure())
                .startsWith("galena: The data directory " + data() + " is corrupt: ")
                .doesNotContain("FATAL", "PANIC", "[");
    }

    @Test
    void aDatabaseThatIsGone() throws IOException, InterruptedException {
        copyUsedData();
        ThrowAwayDirectories.remove(data().resolve("postgres"));

        assertThat(failure())
                .isEqualTo("galena: The data directory " + data()
                        + " is corrupt: its database, the directory postgres, is missing.");
        assertThat(data().resolve("postgres")).doesNotExist();
    }

    @Test
    void strangersAndTheDefaultCredentials() {
        assertThat(failureHere("--data-dir=" + data(), "--bind=0.0.0.0"))
                .isEqualTo(
                        "galena: With the default credentials Galena listens on loopback only: choose --access-key and"
                                + " --secret-key to listen on 0.0.0.0.");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aMasterKeyThatIsNotThere() {
        assertThat(failureHere("--data-dir=" + data(), "--master-key=" + directory.resolve("none.key")))
                .isEqualTo("galena: The master key file " + directory.resolve("none.key") + " does not exist.");
        assertThat(data()).doesNotExist();
    }

    @Test
    void strangersAndNoVerification() {
        assertThat(failureHere("--data-dir=" + data(), "--bind", "0.0.0.0", "--auth", "none"))
                .isEqualTo("galena: With --auth none Galena listens on loopback only, not on 0.0.0.0.");
    }

    @Test
    void anotherMasterKey() throws IOException, InterruptedException {
        copyUsedData();
        var other = Files.createFile(
                directory.resolve("other.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                other, Base64.getEncoder().encodeToString("another key, of thirty-two bytes".getBytes(UTF_8)));

        assertThat(failure("--master-key", other.toString()))
                .startsWith("galena: ")
                .contains("master key");
    }

    @Test
    void aValueThatIsNone() {
        assertThat(failureHere("--data-dir=" + data(), "--auth", "perhaps"))
                .isEqualTo("galena: The value 'perhaps' of --auth is not understood.");
    }

    @Test
    void aPropertyThatIsNone() throws IOException, InterruptedException {
        var process = GalenaProcess.launch(data(), List.of("-Dgalena.shards=some"));

        assertThat(sentence(process)).isEqualTo("galena: The value 'some' of galena.shards is not understood.");
    }

    @Test
    void anEnvironmentVariableThatIsNone() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("GALENA_PORT", "abc")));
        var failure = catchThrowable(() -> Binder.get(environment).bind("galena", StandaloneProperties.class));
        var out = new ByteArrayOutputStream();

        StartFailures.report(failure, new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).strip()).isEqualTo("galena: The value 'abc' of GALENA_PORT is not understood.");
    }

    /** The sentence alone, without a process of its own: for what is found before anything is started. */
    private static String failureHere(String... options) {
        var out = new ByteArrayOutputStream();
        var printed = new PrintStream(out, true, UTF_8);
        var arguments = new ArrayList<>(List.of("--port=0", "--master-key=" + TestingMasterKey.file()));
        arguments.addAll(List.of(options));
        try (var started = new Started()) {
            var properties = CommandLine.properties(arguments);
            StartFailures.report(
                    catchThrowable(() -> StandaloneInstance.start(properties, new Progress(printed), started)),
                    printed);
        }
        return out.toString(UTF_8).strip();
    }

    private String failure(String... options) throws IOException, InterruptedException {
        return sentence(GalenaProcess.launch(data(), List.of(), options));
    }

    /** The only line beside those that tell of progress. */
    private static String sentence(ChildProcess process) throws InterruptedException {
        assertThat(process.awaitEnd(SOON)).isEqualTo(1);
        var lines = process.output().stream()
                .filter(line -> !line.matches(" +[0-9.]+ s  .*"))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
