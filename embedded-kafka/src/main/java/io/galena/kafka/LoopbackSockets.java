package io.galena.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a broker, bound before it starts: the ports are known at once and nobody can be faster. A client that
 * connects while the broker starts waits in the backlog in place of being refused.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_767;
    private static final int ATTEMPTS = 100;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private LoopbackSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /** Binds the controller to a free port, and the broker to the given one or, if that is 0, to a free one. */
    static LoopbackSockets open(int brokerPort) throws IOException {
        var broker = brokerPort == 0 ? bindAny() : bind(brokerPort);
        try {
            return new LoopbackSockets(broker, bindAny());
        } catch (IOException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * Binds to a port that operating systems do not hand out by themselves. A broker that comes back is to find its port free;
     * one of those might have gone to somebody who connects, even to a client of this broker that was then connected to itself.
     */
    private static ServerSocketChannel bindAny() throws IOException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            } catch (EmbeddedKafkaException _) {
                // In use: another one.
            }
        }
        return bind(0);
    }

    private static ServerSocketChannel bind(int port) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            return channel.bind(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (BindException e) {
            channel.close();
            throw new EmbeddedKafkaException("Port " + port + " of 127.0.0.1, meant for Kafka, is in use.", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int brokerPort() {
        return broker.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) {
        return listener.equals(BrokerSettings.CONTROLLER) ? controller : broker;
    }

    @Override
    public void close() throws IOException {
        broker.close();
        controller.close();
    }
}
