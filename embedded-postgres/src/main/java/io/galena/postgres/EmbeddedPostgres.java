package io.galena.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server of our own: started on a data directory, listening on loopback, with a random superuser password that
 * only this user can read. What it acknowledged is on disk. It ends with this JVM, however that ends, and the next start on the
 * same directory recovers.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser. */
    public static final String USER = "galena";

    private static final int PORT_ATTEMPTS = 5;

    private final DataDirectory directory;
    private final ServerProcess server;
    private final int port;
    private final String password;
    private volatile boolean closing;

    private EmbeddedPostgres(DataDirectory directory, ServerProcess server, int port, String password) {
        this.directory = directory;
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server, making the data directory first if there is none.
     *
     * @param dataDirectory a directory of its own; nothing else may be kept there
     * @param settings PostgreSQL settings beside and above the defaults
     * @throws EmbeddedPostgresException if it cannot be started; the message is fit for the user
     */
    public static EmbeddedPostgres start(Path dataDirectory, Map<String, String> settings) {
        return start(dataDirectory, settings, PrivilegeMode.detect());
    }

    static EmbeddedPostgres start(Path dataDirectory, Map<String, String> settings, PrivilegeMode mode) {
        var directory = DataDirectory.open(dataDirectory.toAbsolutePath(), mode);
        try {
            return start(directory, settings, mode);
        } catch (IOException e) {
            closeQuietly(directory, e);
            throw new EmbeddedPostgresException("PostgreSQL cannot be started in " + dataDirectory + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeQuietly(directory, e);
            throw new EmbeddedPostgresException("The start of PostgreSQL was interrupted.", e);
        } catch (RuntimeException e) {
            closeQuietly(directory, e);
            throw e;
        }
    }

    private static EmbeddedPostgres start(DataDirectory directory, Map<String, String> settings, PrivilegeMode mode)
            throws IOException, InterruptedException {
        var binaries = PostgresBinaries.unpack(CacheDirectory.locate());
        if (!directory.isInitialised()) {
            directory.initialise(binaries, mode, !"off".equals(settings.get("fsync")));
        }
        mode.own(directory.cluster());
        PostmasterFile.clear(directory.cluster());
        for (var attempt = 1; ; attempt++) {
            var port = freePort();
            try {
                var command = mode.command(
                        binaries.program("postgres"), directory.cluster(), arguments(directory, port, settings));
                var server = ServerProcess.start(command, directory, !mode.endsWithParent());
                return new EmbeddedPostgres(directory, server, port, directory.password());
            } catch (EmbeddedPostgresException e) {
                // Between our looking for a free port and the server's taking it, another process may have been faster.
                var portTaken = String.valueOf(e.getMessage()).contains("could not create any TCP/IP sockets");
                if (!portTaken || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static List<String> arguments(DataDirectory directory, int port, Map<String, String> settings) {
        var all = new LinkedHashMap<>(DefaultSettings.ALL);
        all.putAll(settings);
        var arguments = new ArrayList<>(List.of("-p", Integer.toString(port)));
        // Tells whose server this is, whatever path it was given: PostmasterFile looks for it.
        arguments.addAll(List.of("-c", "galena.cluster=" + directory.cluster()));
        all.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void closeQuietly(DataDirectory directory, Exception cause) {
        try {
            directory.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The JDBC URL of a database of this server, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** The postmaster's process id. */
    public long pid() {
        return server.pid();
    }

    public boolean isAlive() {
        return server.isAlive();
    }

    /** Runs the action, in a thread of its own, if the server ends without having been closed, or has done so already. */
    public void onUnexpectedEnd(Runnable action) {
        Thread.ofPlatform().daemon().name("embedded-postgres-end").start(() -> {
            server.awaitEnd();
            if (!closing) {
                action.run();
            }
        });
    }

    /** Creates a database, unless it exists. The name must be a plain lower-case identifier. */
    public void createDatabase(String name) {
        if (!name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            throw new IllegalArgumentException("Not a plain identifier: " + name);
        }
        try (var connection = connect("postgres");
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            if (query.executeQuery().next()) {
                return;
            }
            try (var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("The database " + name + " cannot be created.", e);
        }
    }

    /** A new connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password);
    }

    /** Stops the server and waits until it has ended. Closing again does nothing. */
    @Override
    public void close() {
        end(ServerProcess::stop);
    }

    /**
     * As {@link #close}, for a server whose data is thrown away: it ends without writing to disk what is in memory, which takes
     * long where there are many tables.
     */
    public void discard() {
        end(ServerProcess::abandon);
    }

    private synchronized void end(Ending ending) {
        if (closing) {
            return;
        }
        closing = true;
        try {
            if (server.isAlive()) {
                ending.of(server);
            }
            directory.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("PostgreSQL could not be stopped cleanly.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A way to end a server. */
    @FunctionalInterface
    private interface Ending {
        void of(ServerProcess server) throws IOException, InterruptedException;
    }
}
