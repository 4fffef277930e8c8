package io.galena.benchmarks.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A connection that is kept alive and carries one request at a time. For one thread, which serves many of them by a selector. */
public final class Connection implements Closeable {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerParser parser = new AnswerParser();
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    private Connection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Connects.
     *
     * @param owner what the selector hands out when there is something to do for this connection
     */
    public static Connection open(Endpoint endpoint, Selector selector, Object owner) throws IOException {
        var channel = SocketChannel.open(endpoint.address());
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            return new Connection(channel, channel.register(selector, SelectionKey.OP_READ, owner));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends a request; the answer to the last one must have come. */
    public void send(byte[] request, boolean keepBody) throws IOException {
        parser.begin(keepBody);
        unsent = ByteBuffer.wrap(request);
        flush();
    }

    /**
     * Goes on with what the channel is ready for.
     *
     * @param buffer any, to read into
     * @return whether the answer is complete
     * @throws IOException if the connection is of no more use
     */
    public boolean advance(ByteBuffer buffer) throws IOException {
        if (unsent.hasRemaining()) {
            flush();
        }
        while (true) {
            buffer.clear();
            var count = channel.read(buffer);
            if (count < 0) {
                throw new EOFException("The server closed the connection");
            }
            buffer.flip();
            if (parser.feed(buffer)) {
                if (buffer.hasRemaining()) {
                    throw new IOException("More than was asked for");
                }
                return count > 0;
            }
            if (count < buffer.capacity()) {
                return false;
            }
        }
    }

    /** What came, when it is complete. */
    public Answer answer() {
        return answer(parser);
    }

    static Answer answer(AnswerParser parser) {
        return new Answer(
                parser.status(),
                parser.length(),
                parser.hasBody() ? Optional.of(parser.body()) : Optional.empty(),
                parser.checksum(),
                parser.closes());
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }

    private void flush() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
