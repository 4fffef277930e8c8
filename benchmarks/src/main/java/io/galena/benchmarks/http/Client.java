package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection for what is not measured: it signs each request, waits for the answer and reads it. For one thread. */
public final class Client implements Closeable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BUFFER_BYTES = 64 * 1024;

    private final RequestWriter writer;
    private final SocketChannel channel;
    private final AnswerParser parser = new AnswerParser();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** Connects to the writer's endpoint. */
    public Client(RequestWriter writer) throws IOException {
        this.writer = writer;
        this.channel = SocketChannel.open(writer.endpoint().address());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
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
            throw new RefusedException(operation + " was answered with " + answer.status() + " " + text);
        }
        return JSON.readTree(text);
    }

    /** Sends the bytes of a request and reads the whole answer. */
    public Answer exchange(byte[] request) throws IOException {
        parser.begin(true);
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        var complete = false;
        while (!complete) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The server closed the connection");
            }
            complete = parser.feed(buffer.flip());
        }
        return Connection.answer(parser);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The server did not do what it was asked for. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }

        /** Whether the server asks for patience. */
        public boolean isThrottled() {
            var message = String.valueOf(getMessage());
            return message.contains("ThrottlingException")
                    || message.contains("ProvisionedThroughputExceededException");
        }
    }
}
