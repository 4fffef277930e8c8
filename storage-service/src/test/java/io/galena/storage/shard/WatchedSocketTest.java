package io.galena.storage.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.background.Rounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedSocketTest {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final WatchedSocket socket = new WatchedSocket(_ -> closed.set(true));
    private ServerSocket server;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.connect(server.getLocalSocketAddress());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
    }

    @Test
    void aReadThatIsNotOverdueGoesOn() throws Exception {
        socket.setSoTimeout(60_000);
        try (var peer = server.accept()) {
            var answer = Thread.ofVirtual().start(() -> answerAfterALook(peer));
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            answer.join();
        }
        assertThat(closed).isFalse();
    }

    @Test
    void anOverdueReadFailsAndTheSocketIsClosed() throws Exception {
        socket.setSoTimeout(3_000);
        var overdue = Duration.ofSeconds(4);
        try (var looks = new Rounds("looks", Duration.ofMillis(1), () -> socket.closeIfOverdue(after(overdue)))) {
            looks.start();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void aSocketThatNobodyReadsFromIsNotOverdue() throws Exception {
        socket.setSoTimeout(30_000);
        socket.closeIfOverdue(after(Duration.ofHours(1)));
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void shortLimitsAreTheSocketsOwn() throws Exception {
        socket.setSoTimeout(30_000);
        assertThat(socket.getSoTimeout()).isEqualTo(30_000);
        socket.setSoTimeout(20);
        assertThat(socket.getSoTimeout()).isEqualTo(20);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(socket.isClosed()).isFalse();
    }

    private static long after(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    private void answerAfterALook(Socket peer) {
        try {
            socket.closeIfOverdue(after(Duration.ofSeconds(10)));
            peer.getOutputStream().write(7);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
