package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Reads answers of HTTP/1.1 from the bytes of a connection as they come, one after the other. It looks at the status and at four
 * headers, and keeps the body only of samples and of errors. For one thread.
 */
final class AnswerParser {
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(ISO_8859_1);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(ISO_8859_1);
    private static final byte[] CONNECTION = "connection:".getBytes(ISO_8859_1);
    private static final byte[] CHECKSUM = "x-amz-crc32:".getBytes(ISO_8859_1);
    private static final int SUCCESS = 200;

    private final HeaderLine line = new HeaderLine();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private State state = State.DONE;
    private boolean sampled;
    private boolean chunked;
    private boolean closes;
    private int status;
    private long length;
    private long remaining;
    private long checksum;

    /**
     * Makes ready for the next answer.
     *
     * @param keepBody whether its body is wanted; that of an error is kept anyway
     */
    void begin(boolean keepBody) {
        state = State.STATUS;
        sampled = keepBody;
        chunked = false;
        closes = false;
        status = 0;
        length = 0;
        remaining = 0;
        checksum = -1;
        body.reset();
        line.clear();
    }

    /**
     * Reads on.
     *
     * @return whether the answer is complete
     * @throws IOException if this is not HTTP
     */
    boolean feed(ByteBuffer bytes) throws IOException {
        while (state != State.DONE && bytes.hasRemaining()) {
            if (state == State.BODY || state == State.CHUNK) {
                readContent(bytes);
            } else if (line.read(bytes)) {
                endLine();
                line.clear();
            }
        }
        return state == State.DONE;
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status == SUCCESS;
    }

    /** Of the body, in bytes. */
    long length() {
        return length;
    }

    /** Whether {@link #body} has the body. */
    boolean hasBody() {
        return sampled || !isSuccess();
    }

    byte[] body() {
        return body.toByteArray();
    }

    /** What the server says is the checksum of the body. */
    OptionalLong checksum() {
        return checksum < 0 ? OptionalLong.empty() : OptionalLong.of(checksum);
    }

    /** Whether the server closes the connection after this answer. */
    boolean closes() {
        return closes;
    }

    private void readContent(ByteBuffer bytes) {
        var count = (int) Math.min(remaining, bytes.remaining());
        if (hasBody()) {
            var part = new byte[count];
            bytes.get(part);
            body.writeBytes(part);
        } else {
            bytes.position(bytes.position() + count);
        }
        remaining -= count;
        length += count;
        if (remaining == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
    }

    private void endLine() throws IOException {
        switch (state) {
            case STATUS -> {
                status = line.status();
                state = State.HEADER;
            }
            case HEADER -> {
                if (line.isEmpty()) {
                    endHead();
                } else {
                    readHeader();
                }
            }
            case CHUNK_SIZE -> {
                remaining = line.hexadecimal();
                state = remaining == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> state = line.isEmpty() ? State.DONE : State.TRAILER;
            case BODY, CHUNK, DONE -> throw new IllegalStateException("No line is read as " + state);
        }
    }

    private void readHeader() throws IOException {
        if (line.startsWith(CONTENT_LENGTH)) {
            remaining = line.decimal(CONTENT_LENGTH.length);
        } else if (line.startsWith(TRANSFER_ENCODING)) {
            chunked = line.value(TRANSFER_ENCODING.length).equalsIgnoreCase("chunked");
        } else if (line.startsWith(CONNECTION)) {
            closes = line.value(CONNECTION.length).equalsIgnoreCase("close");
        } else if (line.startsWith(CHECKSUM)) {
            checksum = line.decimal(CHECKSUM.length);
        }
    }

    private void endHead() {
        if (chunked) {
            state = State.CHUNK_SIZE;
        } else {
            state = remaining == 0 ? State.DONE : State.BODY;
        }
    }

    /** What comes next. */
    private enum State {
        STATUS,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }
}
