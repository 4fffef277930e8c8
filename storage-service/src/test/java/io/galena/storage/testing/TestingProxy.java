package io.galena.storage.testing;

import io.galena.kit.catalog.ShardDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Stands between an engine and a shard, and cuts the connection at its next commit: before the server hears of it, or after
 * the server has done it but before the client hears so.
 */
public final class TestingProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final String COMMIT = "COMMIT";

    private final URI target;
    private final ServerSocket listener;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NONE);
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile String cutText = COMMIT;

    /** Where to cut. */
    public enum Cut {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private TestingProxy(URI target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
        Thread.ofVirtual().start(this::accept);
    }

    public static TestingProxy before(ShardDescriptor shard) {
        try {
            var target = URI.create(shard.jdbcUrl().substring("jdbc:".length()));
            return new TestingProxy(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shard as it is seen through the proxy. The driver sends every statement's text, so that commits can be told. */
    public ShardDescriptor shard(int id) {
        return new ShardDescriptor(
                id,
                "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + target.getPath() + "?prepareThreshold=0",
                0);
    }

    /** Cuts the next connection that commits; once. */
    public void cutNext(Cut where) {
        cutNext(where, COMMIT);
    }

    /** Cuts the next connection that commits in one message with a statement that has this text; once. */
    public void cutNext(Cut where, String text) {
        cutText = text;
        cut.set(where);
    }

    /** How often statements about Galena's own tables have been sent, many or few at once. */
    public int roundTrips() {
        return roundTrips.get();
    }

    /** Whether the last cut that was asked for has been made. */
    public boolean hasCut() {
        return cut.get() == Cut.NONE;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var connection = new Proxied(listener.accept(), new Socket(target.getHost(), target.getPort()));
                Thread.ofVirtual().start(connection::toServer);
                Thread.ofVirtual().start(connection::toClient);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** One connection. When either direction ends, both do. */
    private final class Proxied {
        private final Socket client;
        private final Socket server;
        private volatile boolean committing;

        Proxied(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() {
            pump(client, server, bytes -> {
                if (bytes.contains("galena.")) {
                    roundTrips.incrementAndGet();
                }
                var isCut = bytes.contains(COMMIT) && bytes.contains(cutText);
                var where = isCut ? cut.getAndSet(Cut.NONE) : Cut.NONE;
                committing |= where == Cut.AFTER_COMMIT;
                return where == Cut.BEFORE_COMMIT ? Fate.END : Fate.PASS;
            });
        }

        void toClient() {
            pump(server, client, bytes -> {
                if (!committing) {
                    return Fate.PASS;
                }
                return bytes.contains(COMMIT) ? Fate.END : Fate.DROP;
            });
        }

        private void pump(Socket from, Socket to, Function<String, Fate> judge) {
            var buffer = new byte[BUFFER];
            try (from;
                    to) {
                for (var read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    var fate = judge.apply(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    if (fate == Fate.END) {
                        return;
                    }
                    if (fate == Fate.PASS) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // One side is gone, so the other one goes too.
            }
        }
    }

    private enum Fate {
        PASS,
        DROP,
        END
    }
}
