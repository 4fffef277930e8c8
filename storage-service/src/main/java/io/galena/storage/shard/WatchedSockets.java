package io.galena.storage.shard;

import io.galena.kit.background.Rounds;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * The sockets of connections to shards. A read with a time limit costs a virtual thread two more switches between threads, for a
 * limit that is hardly ever reached. So limits of seconds are watched by a thread of its own, which closes the socket.
 *
 * <p>Public for the driver of PostgreSQL, which makes one by the name of the class. Watching begins with the first socket.
 */
public final class WatchedSockets extends SocketFactory {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<WatchedSocket> OPEN = ConcurrentHashMap.newKeySet();

    static {
        new Rounds(
                        "watched-sockets",
                        BETWEEN_LOOKS,
                        () -> OPEN.forEach(socket -> socket.closeIfOverdue(System.nanoTime())))
                .start();
    }

    @Override
    public Socket createSocket() {
        var socket = new WatchedSocket(OPEN::remove);
        OPEN.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("The driver connects sockets itself");
    }
}
