package io.galena.standalone.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that sends unsigned requests and is cheap, so that the server is what is measured. */
final class PlainClient implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    PlainClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** The bytes of a request. */
    static byte[] request(String operation, String json) {
        return requestTo("DynamoDB_20120810." + operation, json);
    }

    /** The bytes of a request to DynamoDB Streams. */
    static byte[] streamsRequest(String operation, String json) {
        return requestTo("DynamoDBStreams_20120810." + operation, json);
    }

    private static byte[] requestTo(String target, String json) {
        var body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: " + target + "\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=load/20260101/us-east-1/dynamodb/aws4_request,"
                + " SignedHeaders=host, Signature=0\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request and waits for the answer, which must be a success. */
    void call(byte[] request) throws IOException {
        var _ = ask(request);
    }

    /** Sends a request; returns the answer, which must be a success. */
    String ask(byte[] request) throws IOException {
        var answer = exchange(request);
        if (!answer.isSuccess()) {
            throw new IOException(answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    /** Sends a request; returns the answer, whatever it is. */
    Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var status = line();
        var length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /**
     * An answer.
     *
     * @param status the first line of it
     */
    record Answer(String status, String body) {
        boolean isSuccess() {
            return status.contains(" 200");
        }
    }
}
