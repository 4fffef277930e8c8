package io.galena.benchmarks.compare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.load.Outcome;
import io.galena.benchmarks.server.Meter;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Workload;
import io.galena.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/**
 * A bare JDBC loop: as many threads as there are connections elsewhere, each of which takes a connection of a pool of 32 for each
 * operation. PostgreSQL is the one that Galena embeds, with the same settings, so that commits are as durable.
 */
final class JdbcContestant implements Contestant {
    private static final int POOL = 32;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final JdbcRows rows;
    private final Map<Workload, JdbcOperations.JdbcOperation> operations;

    JdbcContestant(Path directory, Dataset data) {
        this.rows = new JdbcRows(data);
        this.operations = new JdbcOperations(rows).all();
        this.postgres = EmbeddedPostgres.start(directory, Map.of());
        this.pool = pool(postgres);
    }

    private static HikariDataSource pool(EmbeddedPostgres postgres) {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl("postgres"));
        config.setUsername(EmbeddedPostgres.USER);
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(POOL);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            postgres.discard();
            throw e;
        }
    }

    @Override
    public String name() {
        return "JDBC loop";
    }

    @Override
    public void makeTables(List<Workload> workloads) throws IOException {
        try (var connection = pool.getConnection()) {
            rows.create(connection);
        } catch (SQLException e) {
            throw new IOException("The tables cannot be made", e);
        }
    }

    @Override
    public boolean knows(Workload workload) {
        return operations.containsKey(workload);
    }

    @Override
    public Measured run(Workload workload, int connections, Duration duration)
            throws IOException, InterruptedException {
        var operation = operations.get(workload);
        if (operation == null) {
            throw new IllegalArgumentException("There is no " + workload.title() + " in SQL");
        }
        var meter = Meter.start(OptionalLong.of(postgres.pid()));
        var begin = System.nanoTime();
        var latencies = new Histogram(3);
        try (var executor = Executors.newFixedThreadPool(connections)) {
            var work = new ArrayList<Callable<Histogram>>();
            for (var thread = 0; thread < connections; thread++) {
                var random = new Random(thread);
                work.add(() -> loop(operation, random, begin + duration.toNanos()));
            }
            for (var done : executor.invokeAll(work)) {
                latencies.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("The JDBC loop failed: " + e.getCause(), e);
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - begin);
        return new Measured(new Outcome(latencies, Map.of(), elapsed), meter.stop());
    }

    /** At least one, however late it is when the thread has started. */
    private Histogram loop(JdbcOperations.JdbcOperation operation, Random random, long end) throws SQLException {
        var latencies = new Histogram(3);
        var now = System.nanoTime();
        do {
            var begin = now;
            try (var connection = pool.getConnection()) {
                operation.run(connection, random);
            }
            now = System.nanoTime();
            latencies.recordValue(now - begin);
        } while (now < end);
        return latencies;
    }

    @Override
    public void close() {
        try {
            pool.close();
        } finally {
            postgres.discard();
        }
    }
}
