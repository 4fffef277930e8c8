package io.galena.benchmarks.http;

import java.net.InetSocketAddress;
import java.net.URI;

/** A server that speaks DynamoDB's protocol over plain HTTP. */
public record Endpoint(String host, int port) {
    private static final int DEFAULT_PORT = 80;

    /**
     * Reads an address such as {@code http://127.0.0.1:8000}.
     *
     * @throws IllegalArgumentException if it is none, or not one of plain HTTP
     */
    public static Endpoint parse(String url) {
        var uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("Not an endpoint such as http://127.0.0.1:8000: " + url);
        }
        return new Endpoint(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }

    /** The value of the Host header. */
    String hostHeader() {
        return port == DEFAULT_PORT ? host : host + ":" + port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
