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

    private final Dataset data;
    private final List<Workload> workloads;
    private final List<Integer> connections;
    private final Comparison.Rounds rounds;
    private final List<Peer> peers;
    private final Path dynamoDbLocal;

    private Compare(Options options) {
        this.data = Dataset.of(options.number("items", 10_000), options.number("item-bytes", Items.LEAST_BYTES));
        this.workloads = options.list("workloads", USUAL_WORKLOADS).stream()
                .map(Workload::named)
                .toList();
        this.connections = options.numbers("connections", "1,32");
        this.rounds = new Comparison.Rounds(
                options.number("rounds", 3),
                Duration.ofSeconds(options.number("warmup", 10)),
                Duration.ofSeconds(options.number("seconds", 5)));
        this.peers = options.list("peers", "memory,disk,jdbc").stream()
                .map(Peer::named)
                .toList();
        this.dynamoDbLocal = Path.of(options.text("dynamodb-local", ""));
        if (peers.stream().anyMatch(Peer::isDynamoDbLocal)
                && options.text("dynamodb-local").isEmpty()) {
            throw new IllegalArgumentException("The option --dynamodb-local is missing");
        }
    }

    /** Ends with exit code 1 if a request failed or its answer was wrong, with 2 if an option is wrong. */
    public static void main(String[] arguments) throws Exception {
        try {
            System.exit(of(List.of(arguments)).run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Checks the options, before anything is made or started. */
    static Compare of(List<String> arguments) {
        return new Compare(Options.parse(arguments, OPTIONS));
    }

    /** Whether all requests were a success. */
    private boolean run() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        var contestants = new Contestants(Files.createTempDirectory("galena-compare"));
        // Also when this program is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(contestants::close));
        enter(contestants);
        for (var contestant : contestants.all()) {
            contestant.makeTables(workloads);
        }
        var comparison = new Comparison(contestants.all(), System.out);
        comparison.head();
        for (var number : connections) {
            for (var workload : workloads) {
                comparison.compare(workload, workload.connections(number), rounds);
            }
        }
        return !comparison.hasErrors();
    }

    private void enter(Contestants contestants) throws IOException, InterruptedException {
        contestants.add(this::galena);
        for (var peer : peers) {
            contestants.add(directory -> switch (peer) {
                case MEMORY -> local("DynamoDB Local in memory", directory.resolve("memory.log"), "-inMemory");
                case DISK -> {
                    var files = Files.createDirectory(directory.resolve("files"));
                    yield local("DynamoDB Local on disk", directory.resolve("disk.log"), "-dbPath", files.toString());
                }
                case JDBC -> new JdbcContestant(directory.resolve("postgres"), data);
            });
        }
    }

    private Contestant galena(Path directory) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("galena.home", "."));
        var server = StartedServer.galena(home, directory.resolve("galena.log"), List.of("--ephemeral"));
        return new ServerContestant("Galena", server, data);
    }

    private Contestant local(String name, Path log, String... mode) throws IOException, InterruptedException {
        return new ServerContestant(name, StartedServer.dynamoDbLocal(dynamoDbLocal, log, List.of(mode)), data);
    }
}
