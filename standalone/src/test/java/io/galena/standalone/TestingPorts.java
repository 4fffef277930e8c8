package io.galena.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for what is told where to listen. */
public final class TestingPorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_767;

    private TestingPorts() {}

    /** A free port that the system gives to nobody by itself, so that it stays free until it is used. */
    public static int free() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // In use: another one.
            }
        }
    }
}
