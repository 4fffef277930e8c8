package io.galena.storage.shard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket whose longer time limits are looked at from outside, several times a second. */
final class WatchedSocket extends Socket {
    private static final Logger log = LoggerFactory.getLogger(WatchedSocket.class);
    /** Shorter limits are the socket's own: they must be exact. */
    private static final int LONG_MILLIS = 2_000;

    private static final long NOT_READING = 0;

    private final Consumer<WatchedSocket> onClose;
    private volatile int longMillis;
    private volatile long readingSince = NOT_READING;

    WatchedSocket(Consumer<WatchedSocket> onClose) {
        this.onClose = onClose;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        var isLong = millis >= LONG_MILLIS;
        longMillis = isLong ? millis : 0;
        super.setSoTimeout(isLong ? 0 : millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        var millis = longMillis;
        return millis > 0 ? millis : super.getSoTimeout();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new WatchedStream(super.getInputStream());
    }

    @Override
    public void close() throws IOException {
        onClose.accept(this);
        super.close();
    }

    /**
     * Closes it if a read has waited for longer than the limit: the read then fails.
     *
     * @param now by the system's nanoTime
     */
    void closeIfOverdue(long now) {
        var since = readingSince;
        var limit = longMillis;
        if (since == NOT_READING
                || limit == 0
                || now - since < Duration.ofMillis(limit).toNanos()
                || isLaterRead(since)) {
            return;
        }
        try {
            log.atWarn().addKeyValue("port", getLocalPort()).log("A server has been silent for too long");
            close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("A silent connection cannot be closed");
        }
    }

    /** The limit may be that of a later read, and shorter. */
    private boolean isLaterRead(long since) {
        return since != readingSince;
    }

    private final class WatchedStream extends FilterInputStream {
        WatchedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            begin();
            try {
                return super.read();
            } finally {
                readingSince = NOT_READING;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            begin();
            try {
                return super.read(bytes, offset, length);
            } finally {
                readingSince = NOT_READING;
            }
        }

        private void begin() {
            var now = System.nanoTime();
            readingSince = now == NOT_READING ? 1 : now;
        }
    }
}
