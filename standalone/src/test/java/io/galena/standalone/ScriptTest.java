package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/galena}, as far as it does not build. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "bin", "galena");
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void useAStateDirectoryOfOurOwn() {
        environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
    }

    @Test
    void statusAndStopFindWhatRuns() throws IOException, InterruptedException {
        var runFile = directory.resolve("state/galena/1.run");
        var galena = GalenaProcess.launch(directory.resolve("data"), List.of("-Dgalena.run-file=" + runFile));
        galena.awaitLine(line -> line.startsWith("Stop with"), SOON);

        assertThat(run(0, "status").getFirst())
                .matches("Galena is running: http://127.0.0.1:\\d+, process " + galena.pid() + ", data in "
                        + directory.resolve("data"));
        assertThat(run(3, "status", "--port", "1")).containsExactly("Galena is not running on port 1.");
        assertThat(run(1, "stop", "--port=1")).containsExactly("galena: Galena is not running on port 1.");
        assertThat(run(0, "stop")).containsExactly("Galena has stopped.");

        assertThat(galena.awaitEnd(SOON)).isEqualTo(143);
        assertThat(run(3, "status")).containsExactly("Galena is not running.");
    }

    @Test
    void aNumberThatBelongsToAStrangerByNowIsLeftAlone() throws IOException, InterruptedException {
        var runFile = directory.resolve("state/galena/1.run");
        Files.createDirectories(runFile.getParent());
        Files.writeString(
                runFile,
                "pid=" + ProcessHandle.current().pid() + "\nport=8000\nendpoint=http://127.0.0.1:8000\ndata=/x\n");

        assertThat(run(1, "stop")).containsExactly("galena: Galena is not running.");
        assertThat(runFile).doesNotExist();
    }

    @Test
    void withoutAJdk25ItSaysSo() throws IOException, InterruptedException {
        environment.put("JAVA_HOME", directory.toString());
        environment.put("HOME", directory.toString());
        environment.put("GALENA_SYSTEM_ROOT", directory.toString());
        environment.put("PATH", pathWithoutJava());

        assertThat(run(1, "start"))
                .containsExactly(
                        "galena: JDK 25 or newer is needed and was not found: install one, or set JAVA_HOME to it.");
    }

    @Test
    void aBuildWaitsForAnotherOneAndNoLongerThanItLives() throws IOException, InterruptedException {
        var home = Files.createDirectory(directory.resolve("home"));
        var script = Files.createDirectory(home.resolve("bin")).resolve("galena");
        Files.copy(SCRIPT, script);
        var programs = Files.createDirectory(directory.resolve("programs"));
        Files.createSymbolicLink(programs.resolve("mvn"), Path.of("/bin/false"));
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        var lock = home.resolve(".galena-building");

        try (var other = ChildProcess.start(List.of("sleep", "600"), Map.of())) {
            Files.createSymbolicLink(lock, Path.of(Long.toString(other.pid())));
            var waiting = ChildProcess.start(List.of(script.toString(), "start"), environment);
            waiting.awaitLine(line -> line.equals("Waiting for another build."), SOON);
            assertThat(waiting.isAlive()).isTrue();

            other.kill();

            assertThat(waiting.awaitEnd(SOON)).isEqualTo(1);
            assertThat(waiting.output().getFirst()).isEqualTo("Waiting for another build.");
            assertThat(waiting.output().getLast()).startsWith("galena: The build failed");

            Files.createSymbolicLink(lock, Path.of(Long.toString(other.pid())));
            assertThat(run(script, 1, "start").getFirst()).startsWith("Building Galena");
        }
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void anUnknownCommandIsNamed() throws IOException, InterruptedException {
        assertThat(run(1, "sart"))
                .containsExactly(
                        "galena: Unknown command sart: the commands are start, status, stop, version, jdk and help.");
    }

    @Test
    void helpNamesTheOptionsThatAreTaken() throws IOException, InterruptedException {
        var named = run(0, "help").stream()
                .filter(line -> line.startsWith("  --"))
                .map(line -> line.replaceAll("^  --([a-z-]+).*", "$1"));

        assertThat(named).containsExactlyInAnyOrderElementsOf(CommandLine.options());
    }

    /** A directory with the few programs that the script needs before it looks for Java. */
    private String pathWithoutJava() throws IOException {
        var programs = Files.createDirectory(directory.resolve("programs"));
        for (var name : List.of("bash", "env", "dirname", "sed")) {
            for (var place : List.of("/usr/bin", "/bin")) {
                var program = Path.of(place, name);
                if (Files.exists(program) && Files.notExists(programs.resolve(name))) {
                    Files.createSymbolicLink(programs.resolve(name), program);
                }
            }
        }
        return programs.toString();
    }

    private List<String> run(int exitCode, String... arguments) throws IOException, InterruptedException {
        return run(SCRIPT.toAbsolutePath().normalize(), exitCode, arguments);
    }

    private List<String> run(Path script, int exitCode, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var process = ChildProcess.start(command, environment);
        assertThat(process.awaitEnd(SOON)).as("%s", process.output()).isEqualTo(exitCode);
        return process.output();
    }
}
