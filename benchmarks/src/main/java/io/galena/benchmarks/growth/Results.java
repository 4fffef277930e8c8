package io.galena.benchmarks.growth;

import io.galena.benchmarks.command.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes figures to a directory: those of each part as CSV, as a Markdown table and as plots. */
final class Results {
    static final MarkdownTable TABLE = new MarkdownTable(
            List.of("operation", "place", "req/s", "p50 ms", "p99 ms", "errors", "server us", "others"), 1);

    private final Path directory;
    private final List<Figure> figures = new ArrayList<>();

    /** Writes to a directory that is there. */
    Results(Path directory) {
        this.directory = directory;
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** Writes all that there is so far, in place of what an earlier run has written of the same parts. */
    void write() throws IOException {
        for (var part : figures.stream().map(Figure::part).distinct().toList()) {
            Files.writeString(directory.resolve("growth-" + part.title() + ".csv"), csv(part));
            Files.writeString(directory.resolve("growth-" + part.title() + ".md"), table(part));
            plot(part, "server", "processor time of a request, us", Figure::serverMicros);
            plot(part, "p50", "median latency, ms", Figure::p50Millis);
        }
    }

    static String row(Figure figure) {
        return TABLE.row(List.of(
                figure.operation(),
                Integer.toString(figure.place()),
                format("%.0f", figure.perSecond()),
                format("%.2f", figure.p50Millis()),
                format("%.2f", figure.p99Millis()),
                Long.toString(figure.errors()),
                format("%.0f", figure.serverMicros()),
                format("%.2f", figure.others())));
    }

    private String csv(Part part) {
        return figures.stream()
                .filter(figure -> figure.part() == part)
                .map(Figure::csv)
                .collect(Collectors.joining("\n", Figure.CSV_HEAD + "\n", "\n"));
    }

    private String table(Part part) {
        return figures.stream()
                .filter(figure -> figure.part() == part)
                .map(Results::row)
                .collect(Collectors.joining("\n", TABLE.head() + "\n", "\n"));
    }

    /** What failed has cost something else, and is in the table only. */
    private void plot(Part part, String name, String upwards, ToDoubleFunction<Figure> value) throws IOException {
        Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();
        figures.stream()
                .filter(figure -> figure.part() == part && figure.errors() == 0)
                .forEach(figure -> lines.computeIfAbsent(figure.operation(), _ -> new TreeMap<>())
                        .put(figure.place(), value.applyAsDouble(figure)));
        var plot = new Plot("Growth: " + part.axis(), part.axis(), upwards, lines);
        Files.writeString(directory.resolve("growth-" + part.title() + "-" + name + ".svg"), plot.svg());
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
