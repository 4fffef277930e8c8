package io.galena.benchmarks.compare;

import io.galena.benchmarks.command.Machine;
import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.server.StartedServer;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Items;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The command {@code benchmarks/compare}. docs/performance.md has its options. */
public final class Compare {
    private static final Set<String> OPTIONS = Set.of(
            "dynamodb-local",
            "peers",
            "workloads",
            "connections",
            "rounds",
            "seconds",
            "warmup",
            "items",
            "item-bytes");
    private static final String USUAL_WORKLOADS = "put,get,get-strong,update,query,batch-write,batch-get,transact,scan";

    private final Options options;
    private final Dataset data;
    private final Path directory;
    private final Deque<Contestant> contestants = new ArrayDeque<>();
    private final List<Workload> workloads;

    private Compare(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
        this.data = Dataset.of(options.number("items", 10_000), options.number("item-bytes", Items.LEAST_BYTES));
        this.workloads = options.list("workloads", USUAL_WORKLOADS).stream()
                .map(Workload::named)
                .toList();
    }

    /** Ends with exit code 2 if an option is wrong. */
    public static void main(String[] arguments) throws Exception {
        try {
            var options = Options.parse(List.of(arguments), OPTIONS);
            var directory = Files.createTempDirectory("galena-compare");
            var compare = new Compare(options, directory);
            Runtime.getRuntime().addShutdownHook(new Thread(compare::end));
            compare.run();
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        enter();
        for (var contestant : contestants) {
            contestant.makeTables(workloads);
        }
        var comparison = new Comparison(List.copyOf(contestants), System.out);
        comparison.head();
        for (var connections : options.numbers("connections", "1,32")) {
            for (var workload : workloads) {
                comparison.compare(workload, workload.connections(connections), rounds());
            }
        }
    }

    private Comparison.Rounds rounds() {
        return new Comparison.Rounds(
                options.number("rounds", 3),
                Duration.ofSeconds(options.number("warmup", 10)),
                Duration.ofSeconds(options.number("seconds", 5)));
    }

    private void enter() throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("galena.home", "."));
        add("Galena", StartedServer.galena(home, log("galena"), List.of("--ephemeral")));
        for (var peer : options.list("peers", "memory,disk,jdbc")) {
            switch (peer) {
                case "memory" -> add("DynamoDB Local in memory", local(peer, List.of("-inMemory")));
                case "disk" -> {
                    var files = Files.createDirectory(directory.resolve("files"));
                    add("DynamoDB Local on disk", local(peer, List.of("-dbPath", files.toString())));
                }
                case "jdbc" -> contestants.add(new JdbcContestant(directory.resolve("postgres"), data));
                default -> throw new IllegalArgumentException("There is no peer " + peer);
            }
        }
    }

    private void add(String name, StartedServer server) {
        contestants.add(new ServerContestant(name, server, data));
    }

    private StartedServer local(String name, List<String> mode) throws IOException, InterruptedException {
        var jars = options.text("dynamodb-local")
                .orElseThrow(() -> new IllegalArgumentException("The option --dynamodb-local is missing"));
        return StartedServer.dynamoDbLocal(Path.of(jars), log(name), mode);
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** Ends all servers and removes their data, also when this program is interrupted. */
    private void end() {
        try {
            for (var contestant : contestants) {
                contestant.close();
            }
            for (var file : files()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Not all was cleaned up in " + directory + ": " + e);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(directory)) {
            return new ArrayList<>(files.toList()).reversed();
        }
    }
}
