package io.galena.controlplane.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.galena.kit.database.SessionOptions;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The catalog's PostgreSQL database, with a connection pool of its own. Changes go one after the other, each with the next
 * revision; reads do not wait for them.
 */
public final class CatalogDatabase implements AutoCloseable {
    static final String CHANNEL = "galena_catalog";

    private static final long REMEMBERED_REVISIONS = 10_000;

    private final HikariDataSource dataSource;
    private final DataSource unpooled;
    private final JdbcClient jdbc;
    private final TransactionTemplate changes;
    private final TransactionTemplate snapshots;
    private final ChangeSignal signal;
    private final String catalog;

    private CatalogDatabase(HikariDataSource dataSource, DataSource unpooled) {
        this.dataSource = dataSource;
        this.unpooled = unpooled;
        this.jdbc = JdbcClient.create(dataSource);
        var transactions = new JdbcTransactionManager(dataSource);
        this.changes = new TransactionTemplate(transactions);
        this.snapshots = new TransactionTemplate(transactions);
        snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshots.setReadOnly(true);
        this.catalog =
                jdbc.sql("select catalog::text from clock").query(String.class).single();
        this.signal = new ChangeSignal(unpooled);
    }

    /** Opens the database and brings its schema up to date. */
    public static CatalogDatabase open(DatabaseAddress address) {
        var config = new HikariConfig();
        config.setPoolName("galena-catalog");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(address.maxPoolSize());
        config.setMinimumIdle(1);
        config.setIdleTimeout(60_000);
        config.addDataSourceProperty("ApplicationName", "galena-catalog");
        config.addDataSourceProperty("options", SessionOptions.END_WITH_HOST);
        var dataSource = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/galena-catalog")
                    .load()
                    .migrate();
            return new CatalogDatabase(dataSource, unpooled(address));
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
    }

    /** Identifies this catalog: another database has another. */
    public String catalog() {
        return catalog;
    }

    /** For statements inside {@link #change} and {@link #snapshot}, or alone. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Runs a transaction that changes the catalog, and tells those who wait for changes when it has committed. It waits for
     * any other such transaction first, so what it reads stays so until it commits.
     *
     * @param work gets the revision that the change makes
     */
    public <T> T change(LongFunction<T> work) {
        var revision = new long[1];
        var result = changes.execute(_ -> {
            revision[0] = tick();
            return work.apply(revision[0]);
        });
        signal.advance(revision[0]);
        return Objects.requireNonNull(result);
    }

    /** Runs several reads that all see the same state. */
    public <T> T snapshot(Supplier<T> work) {
        return Objects.requireNonNull(snapshots.execute(_ -> work.get()));
    }

    /** Wakes those who wait for changes, whichever instance made them. */
    public ChangeSignal signal() {
        return signal;
    }

    /** Leases for work that only one instance at a time is to do. */
    public Leases leases() {
        return new Leases(unpooled);
    }

    @Override
    public void close() {
        signal.close();
        dataSource.close();
    }

    /** How far the catalog has come; inside {@link #snapshot}, how far it had come then. */
    public Clock clock() {
        return jdbc.sql("select revision, forgotten from clock")
                .query((row, _) -> new Clock(row.getLong("revision"), row.getLong("forgotten")))
                .single();
    }

    /** Makes everyone who follows the catalog begin anew. For changes that are too rare to have a list of their own. */
    public void forget(long revision) {
        jdbc.sql("update clock set forgotten = :revision")
                .param("revision", revision)
                .update();
    }

    /** Forgets what was deleted long before a revision: who has not heard of it by now is told everything anew. */
    public void forgetDeletions(long revision) {
        jdbc.sql("""
                        with tables as (delete from dropped_tables where revision <= :upTo returning 1),
                            streams as (delete from dropped_streams where revision <= :upTo returning 1)
                        update clock set forgotten = greatest(forgotten, :upTo)
                        where exists (select from tables) or exists (select from streams)
                        """).param("upTo", revision - REMEMBERED_REVISIONS).update();
    }

    /** For connections that are kept for good. */
    private static DataSource unpooled(DatabaseAddress address) {
        var source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setApplicationName("galena-catalog");
        source.setTcpKeepAlive(true);
        source.setOptions(SessionOptions.END_WITH_HOST);
        return source;
    }

    private long tick() {
        return jdbc.sql("""
                        with tick as (update clock set revision = revision + 1 returning revision)
                        select revision, pg_notify(:channel, revision::text) from tick
                        """)
                .param("channel", CHANNEL)
                .query((row, _) -> row.getLong("revision"))
                .single();
    }

    /**
     * The catalog's clock.
     *
     * @param forgotten deletions up to this revision are no longer known
     */
    public record Clock(long revision, long forgotten) {}
}
