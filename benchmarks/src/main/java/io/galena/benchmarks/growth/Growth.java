package io.galena.benchmarks.growth;

import io.galena.benchmarks.command.Machine;
import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.load.Pace;
import io.galena.benchmarks.load.Subject;
import io.galena.benchmarks.server.StartedServer;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Items;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The command {@code benchmarks/growth}. docs/performance.md has its options. */
public final class Growth {
    private static final Set<String> OPTIONS =
            Set.of("parts", "most-items", "item-bytes", "connections", "seconds", "warmup", "out");
    private static final String ALL_PARTS = "items,indexes,tables,sizes";

    private final Options options;
    private final Path home = Path.of(System.getProperty("galena.home", "."));
    private final Path out;
    private final Results results;
    private boolean failed;

    private Growth(Options options) {
        this.options = options;
        this.out = options.text("out").map(Path::of).orElse(home.resolve("benchmarks/target/growth"));
        this.results = new Results(out);
    }

    /** Ends with exit code 1 if an answer was wrong, or an error that too much load does not explain; with 2 if an option is wrong. */
    public static void main(String[] arguments) throws Exception {
        try {
            var growth = new Growth(Options.parse(List.of(arguments), OPTIONS));
            growth.run();
            System.exit(growth.failed ? 1 : 0);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        var parts = options.list("parts", ALL_PARTS).stream().map(Part::named).toList();
        System.out.println(Machine.describe());
        Files.createDirectories(out);
        for (var part : parts) {
            // A server of its own, so that what one part leaves behind does not slow down the next.
            try (var server = StartedServer.galena(home, out.resolve("galena.log"), List.of("--ephemeral"))) {
                System.out.println("\n" + part.axis() + "\n\n" + Results.TABLE.head());
                var places = part.places(options.number("most-items", 1_000_000));
                // The first place once in vain: a server that was just started is several times slower.
                measure(part, places.getFirst(), server);
                for (var place : places) {
                    for (var figure : measure(part, place, server)) {
                        results.add(figure);
                        System.out.println(Results.row(figure));
                    }
                    results.write();
                }
            }
        }
        System.out.println("\nTables and plots are in " + out);
    }

    private List<Figure> measure(Part part, int place, StartedServer server) throws IOException, InterruptedException {
        var subjects = part.data(place, options.number("item-bytes", Items.LEAST_BYTES)).stream()
                .map(data -> subject(server, data))
                .toList();
        for (var subject : subjects) {
            subject.makeTables(part.workloads());
        }
        Aftermath.await(server.pid());
        var figures = new ArrayList<Figure>();
        for (var workload : part.workloads()) {
            figures.add(figure(part, place, workload, run(workload, subjects)));
        }
        for (var subject : subjects) {
            subject.dropTables(part.workloads());
        }
        return figures;
    }

    private Measured run(Workload workload, List<Subject> subjects) throws IOException, InterruptedException {
        var requests = Subject.requestsOfAll(subjects, workload);
        var connections = options.number("connections", 32);
        var first = subjects.getFirst();
        look(first.run(requests, pace("warmup", 10), connections, 1));
        return look(first.run(requests, pace("seconds", 10), connections, 1));
    }

    private Measured look(Measured measured) {
        measured.outcome().complaints().forEach(line -> System.out.println("  ! " + line));
        failed |= measured.outcome().hasDefects();
        return measured;
    }

    private Pace pace(String option, int otherwise) {
        return new Pace.Closed(Duration.ofSeconds(options.number(option, otherwise)));
    }

    private static Subject subject(StartedServer server, Dataset data) {
        return new Subject(server.writer(), OptionalLong.of(server.pid()), data);
    }

    private static Figure figure(Part part, int place, Workload workload, Measured measured) {
        var outcome = measured.outcome();
        return new Figure(
                part,
                place,
                workload.title(),
                outcome.perSecond(),
                outcome.millis(50),
                outcome.millis(99),
                outcome.errors(),
                measured.serverPerThousand() * 1000,
                measured.use().others());
    }
}
