package io.galena.standalone.conformance;

import io.galena.standalone.conformance.ConformanceCase.Comparison;
import io.galena.standalone.conformance.ConformanceCase.Expectation;
import io.galena.standalone.conformance.ConformanceCase.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a file of conformance cases; the README beside the files says how they are written. */
final class ConformanceFile {
    /** Beside the files of cases. */
    static final Path DIRECTORY = Path.of("src/test/resources/conformance");

    private static final String BEFORE_EACH = "before each: ";
    private static final String UNTIL = "until: ";
    private static final Pattern FAILURE = Pattern.compile("(\\w+): (.*?)(?: with (\\{.*))?");

    private final Path file;
    private final List<ConformanceCase> cases = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String title = "";
    private Optional<Step> beforeEach = Optional.empty();

    private ConformanceFile(Path file) {
        this.file = file;
    }

    /** The cases of all files. */
    static Stream<ConformanceCase> all() {
        try (var files = Files.list(DIRECTORY)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ConformanceCase> read(Path file) {
        try {
            var reader = new ConformanceFile(file);
            reader.read(Files.readAllLines(file));
            return List.copyOf(reader.cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            var number = i + 1;
            var text = new StringBuilder(lines.get(i));
            while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) {
                text.append(' ').append(lines.get(++i).strip());
            }
            readStatement(text.toString(), number);
        }
        finishCase();
    }

    private void readStatement(String statement, int line) {
        if (statement.startsWith("== ")) {
            finishCase();
            title = statement.substring(3);
        } else if (statement.startsWith("-> ")) {
            var step = steps.removeLast();
            steps.add(new Step(
                    step.line(),
                    step.operation(),
                    step.request(),
                    step.patient(),
                    expectation(statement.substring(3))));
        } else if (statement.startsWith(BEFORE_EACH)) {
            beforeEach = Optional.of(step(statement.substring(BEFORE_EACH.length()), line));
        } else if (!statement.isBlank()) {
            beforeEach.ifPresent(steps::add);
            steps.add(step(statement, line));
        }
    }

    private static Step step(String statement, int line) {
        var patient = statement.startsWith(UNTIL);
        var call = patient ? statement.substring(UNTIL.length()) : statement;
        var space = call.indexOf(' ');
        return new Step(line, call.substring(0, space), call.substring(space + 1), patient, new Expectation.Success());
    }

    private Expectation expectation(String text) {
        for (var comparison : Comparison.values()) {
            var word = comparison == Comparison.EXACT ? "" : comparison.name().toLowerCase(Locale.ROOT) + " ";
            if (text.startsWith(word + "{")) {
                return new Expectation.Answer(text.substring(word.length()), comparison);
            }
        }
        var failure = FAILURE.matcher(text);
        if (!failure.matches()) {
            throw new IllegalArgumentException(file + ": not an expectation: " + text);
        }
        return new Expectation.Failure(
                failure.group(1), failure.group(2), failure.group(3) == null ? "{}" : failure.group(3));
    }

    private void finishCase() {
        if (!steps.isEmpty()) {
            cases.add(new ConformanceCase(file, title, steps));
            steps.clear();
            beforeEach = Optional.empty();
        }
    }
}
