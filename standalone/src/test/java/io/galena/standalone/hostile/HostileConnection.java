package io.galena.standalone.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;

/** A connection that sends any bytes. A server that keeps silent for long fails the read. */
final class HostileConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    HostileConnection(URI endpoint) throws IOException {
        socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer; the status is 0 if the server closed the connection without one. */
    record Answer(int status, byte[] body) {
        static final Answer NONE = new Answer(0, new byte[0]);
    }

    /** Whether another request may be sent. */
    boolean isOpen() {
        return open;
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException _) {
            // The server has had enough; it may have said why.
            open = false;
        }
    }

    /** Tells the server that nothing more comes. */
    void end() {
        open = false;
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // Closed already.
        }
    }

    Answer receive() throws IOException {
        try {
            var status = line();
            int length = 0;
            for (var line = line(); !line.isEmpty(); line = line()) {
                var header = line.toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring(header.indexOf(':') + 1).strip());
                }
                open &= !header.equals("connection: close");
            }
            return new Answer(Integer.parseInt(status.split(" ", 3)[1]), in.readNBytes(length));
        } catch (EOFException | SocketException _) {
            open = false;
            return Answer.NONE;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
