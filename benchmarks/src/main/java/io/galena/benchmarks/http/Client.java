package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection for what is not measured: it signs each request, waits for the answer and reads it. For one thread. */
public final class Client implements Closeable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RequestWriter writer;
    private final Duration patience;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final AnswerParser parser = new AnswerParser();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** Connects to the writer's endpoint. */
    public Client(RequestWriter writer) throws IOException {
        this(writer, PATIENCE);
    }

    /**
     * Connects to the writer's endpoint.
     *
     * @param patience how long the server may be silent, or take nothing, within a request
     */
    Client(RequestWriter writer, Duration patience) throws IOException {
        this.writer = writer;
        this.patience = patience;
        this.channel = SocketChannel.open(writer.endpoint().address());
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            this.key = channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends a request, in whose JSON quotes may be single ones.
     *
     * @throws RefusedException if the answer is no success
     */
    public JsonNode call(String operation, String json) throws IOException {
        return call(operation, json.replace('\'', '"').getBytes(UTF_8));
    }

    /**
     * Sends a request.
     *
     * @throws RefusedException if the answer is no success
     */
    public JsonNode call(String operation, byte[] body) throws IOException {
        var answer = exchange(writer.write(operation, body, Instant.now()));
        var text = new String(answer.body().orElseThrow(), UTF_8);
        if (!answer.isSuccess()) {
            throw new RefusedException(
                    operation + " was answered with " + answer.status() + " " + text,
                    Complaint.refused(answer).kind() == Complaint.Kind.THROTTLED);
        }
        return JSON.readTree(text);
    }

    /** Sends the bytes of a request and reads the whole answer. */
    public Answer exchange(byte[] request) throws IOException {
        parser.begin(true);
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            channel.write(out);
        }
        var complete = false;
        while (!complete) {
            await(SelectionKey.OP_READ);
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The server closed the connection");
            }
            complete = parser.feed(buffer.flip());
        }
        return Connection.answer(parser);
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        if (selector.select(_ -> {}, patience.toMillis()) == 0) {
            throw new SocketTimeoutException("Nothing happened on the connection for " + patience.toSeconds() + " s");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    /** The server did not do what it was asked for. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean throttled;

        RefusedException(String message, boolean throttled) {
            super(message);
            this.throttled = throttled;
        }

        /** Whether the server asks for patience. */
        public boolean isThrottled() {
            return throttled;
        }
    }
}
