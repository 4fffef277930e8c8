package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/** A server that answers the n-th request, whatever it asks, with what it is told to. */
public final class TestingServer implements Closeable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final IntFunction<String> answers;

    /** An empty answer closes the connection. */
    public TestingServer(IntFunction<String> answers) throws IOException {
        this.answers = answers;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    /** The bytes of an answer, with its checksum. */
    public static String answer(int status, String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(UTF_8));
        return "HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\nx-amz-crc32: " + crc.getValue()
                + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            while (readRequest(in)) {
                var answer = answers.apply(requests.getAndIncrement());
                if (answer.isEmpty()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(UTF_8));
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length > 0 && in.readNBytes(length).length == length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
