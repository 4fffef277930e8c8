package io.galena.standalone;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/** Where the API listens. */
record ListenAddress(String host, int port) {
    /**
     * Looks whether we may listen there, before anything is written or started. The server's own attempt may still fail.
     *
     * @throws StartFailure if not
     */
    void requireFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (BindException e) {
            var message = String.valueOf(e.getMessage());
            throw message.contains("in use") ? inUse(port, e) : new StartFailure(sentence(message), e);
        } catch (IOException e) {
            throw new StartFailure(sentence(String.valueOf(e.getMessage())), e);
        }
    }

    private String sentence(String reason) {
        return "Galena cannot listen on " + host + ":" + port + ": "
                + reason.replaceFirst(" \\(.*", "").toLowerCase(Locale.ROOT) + ".";
    }

    static StartFailure inUse(int port, Exception cause) {
        return new StartFailure("Port " + port + " is in use: choose another one with --port.", cause);
    }

    /** The address as a URL. */
    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
