package io.galena.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, over one connection: what it sends is exactly what the test says. */
final class RawClient implements AutoCloseable {
    /** The headers of ListTables from a caller whose signature is none: for a gateway that does not verify them. */
    static final String UNVERIFIED_CALL = "Content-Type: application/x-amz-json-1.0\n"
            + "X-Amz-Target: DynamoDB_20120810.ListTables\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=any\nX-Amz-Date: 20260101T000000Z\n";

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** A response; header names in lower case. */
    record Response(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, ISO_8859_1);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Sends text whose lines end with a bare line feed in the test, and in HTTP's way on the wire. */
    RawClient send(String text) throws IOException {
        return sendBytes(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    RawClient sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends a call with these header lines and that body. */
    Response call(String headers, String body) throws IOException {
        return call(headers, body.getBytes(ISO_8859_1));
    }

    Response call(String headers, byte[] body) throws IOException {
        return ask(headers, body).receive();
    }

    /** Sends a call, whose response is still to be received. */
    RawClient ask(String headers, byte[] body) throws IOException {
        send("POST / HTTP/1.1\nHost: localhost\nContent-Length: " + body.length + "\n" + headers.strip() + "\n\n");
        return sendBytes(body);
    }

    /** The same to a path, which may have a query. */
    Response post(String path, String headers, String body) throws IOException {
        send("POST " + path + " HTTP/1.1\nHost: localhost\nContent-Length: " + body.length() + "\n" + headers.strip()
                + "\n\n" + body);
        return receive();
    }

    Response receive() throws IOException {
        var status = line();
        if (status.isEmpty()) {
            throw new IOException("The connection was closed without a response");
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Response(Integer.parseInt(status.split(" ", 3)[1]), headers, in.readNBytes(length));
    }

    /** Reads all that comes until the other side closes the connection, and tells how many bytes that was. */
    long receiveAll() throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }

    /** Waits until there is something to receive, or the end. */
    void awaitInput() throws IOException {
        in.mark(1);
        if (in.read() >= 0) {
            in.reset();
        }
    }

    /** Whether there is something to receive, or the end, without waiting for it. */
    boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** Tells the other side that nothing more comes. */
    RawClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Whether the other side has closed the connection, within the client's patience. */
    boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
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
