package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Connection;
import io.galena.benchmarks.http.Endpoint;
import io.galena.benchmarks.http.Request;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Optional;

/** A connection, one after the other if they break, and the request that is under way on it. For one thread. */
final class Slot implements Closeable {
    private final Endpoint endpoint;
    private final Selector selector;
    private Connection connection;
    private Optional<Request> request = Optional.empty();
    private long start;
    private long sent;

    Slot(Endpoint endpoint, Selector selector) throws IOException {
        this.endpoint = endpoint;
        this.selector = selector;
        this.connection = Connection.open(endpoint, selector, this);
    }

    /** Sends a request that should have started at that time. */
    void send(Prepared prepared, long due, boolean keepBody) throws IOException {
        request = Optional.of(prepared.request());
        start = due;
        sent = System.nanoTime();
        connection.send(prepared.bytes(), keepBody);
    }

    /** Goes on; returns whether the answer is complete. */
    boolean advance(ByteBuffer buffer) throws IOException {
        return connection.advance(buffer);
    }

    Connection connection() {
        return connection;
    }

    /** What is under way. */
    Optional<Request> request() {
        return request;
    }

    /** When that should have started. */
    long start() {
        return start;
    }

    /** When it did start. */
    long sent() {
        return sent;
    }

    /** Nothing is under way any more. */
    void clear() {
        request = Optional.empty();
    }

    /** Connects anew; what was under way is lost. */
    void reopen() throws IOException {
        connection.close();
        clear();
        connection = Connection.open(endpoint, selector, this);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
