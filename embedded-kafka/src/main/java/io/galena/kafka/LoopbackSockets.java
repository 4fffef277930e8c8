package io.galena.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a broker, bound before it starts: the ports are known at once and nobody can be faster. A client that
 * connects while the broker starts waits in the backlog in place of being refused.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocketChannel broker;
    private final ServerSocketChannel controller;

    private LoopbackSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
        this.broker = broker;
        this.controller = controller;
    }

    /** Binds the controller to a free port, and the broker to the given one or, if that is 0, to a free one. */
    static LoopbackSockets open(int brokerPort) throws IOException {
        var broker = bind(brokerPort);
        try {
            return new LoopbackSockets(broker, bind(0));
        } catch (IOException e) {
            broker.close();
            throw e;
        }
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
