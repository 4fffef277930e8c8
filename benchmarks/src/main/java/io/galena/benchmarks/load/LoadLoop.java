package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;
import io.galena.benchmarks.http.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One thread that sends requests on its connections as they become due and free, and receives the answers. */
final class LoadLoop implements AutoCloseable {
    /** How long an answer may take, and how long those are waited for that are missing at the end. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    /** For how long after the end late requests are still sent: their answers have the rest of the patience. */
    private static final long LATEST = TimeUnit.SECONDS.toNanos(15);

    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    /** A selector waits for whole milliseconds; a shorter wait is made of pauses of this length. */
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

    private static final int BUFFER_BYTES = 256 * 1024;
    /** One of so many bodies is looked at; a prime, so that no request of a round escapes for ever. */
    private static final int SAMPLE = 61;

    private final PreparedRequests requests;
    private final Selector selector = Selector.open();
    private final List<Slot> slots = new ArrayList<>();
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Tally tally = new Tally();
    private long sent;
    private long lastLook;

    /** Connects. */
    LoadLoop(Endpoint endpoint, PreparedRequests requests, int connections) throws IOException {
        this.requests = requests;
        try {
            for (var n = 0; n < connections; n++) {
                var slot = new Slot(endpoint, selector);
                slots.add(slot);
                free.add(slot);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Sends requests until the arrivals are over, and waits for the answers. */
    Tally run(Arrivals arrivals) throws IOException {
        while (true) {
            var now = System.nanoTime();
            if ((free.size() == slots.size() && noneIsToStart(arrivals, now)) || now - arrivals.end() > PATIENCE) {
                abandon(arrivals);
                return tally;
            }
            dropLate(now);
            startDue(arrivals);
            await(arrivals);
        }
    }

    private static boolean noneIsToStart(Arrivals arrivals, long now) {
        return arrivals.isOver(now) || now - arrivals.end() > LATEST;
    }

    private void startDue(Arrivals arrivals) throws IOException {
        while (!free.isEmpty()) {
            var now = System.nanoTime();
            var due = arrivals.due(now);
            if (noneIsToStart(arrivals, now) || due - now > 0) {
                return;
            }
            arrivals.start();
            send(free.remove(), due);
        }
    }

    private void send(Slot slot, long due) throws IOException {
        try {
            slot.send(requests.next(), due, sent++ % SAMPLE == 0);
        } catch (IOException e) {
            fail(slot, Complaint.broken("connection broke", String.valueOf(e.getMessage())));
        }
    }

    private void await(Arrivals arrivals) throws IOException {
        var now = System.nanoTime();
        var wait = free.isEmpty() || noneIsToStart(arrivals, now) ? LONGEST_WAIT : arrivals.due(now) - now;
        if (wait >= TimeUnit.MILLISECONDS.toNanos(1)) {
            selector.select(this::receive, TimeUnit.NANOSECONDS.toMillis(Math.min(wait, LONGEST_WAIT)));
            return;
        }
        if (wait > 0) {
            LockSupport.parkNanos(Math.min(wait, PAUSE));
        }
        selector.selectNow(this::receive);
    }

    private void receive(SelectionKey key) {
        var slot = (Slot) key.attachment();
        try {
            if (slot.advance(buffer)) {
                finish(slot, System.nanoTime());
            }
        } catch (IOException e) {
            breakOff(slot, e);
        }
    }

    private void finish(Slot slot, long now) throws IOException {
        var answer = slot.connection().answer();
        Complaint.of(slot.request().orElseThrow(), answer)
                .ifPresentOrElse(tally::failed, () -> tally.succeeded(now - slot.start(), now - slot.sent()));
        slot.clear();
        free.add(slot);
        if (answer.closes()) {
            slot.reopen();
        }
    }

    /** An idle connection may be closed by the server at any time. */
    private void breakOff(Slot slot, IOException cause) {
        try {
            if (slot.request().isPresent()) {
                fail(slot, Complaint.broken("connection broke", String.valueOf(cause.getMessage())));
            } else {
                slot.reopen();
            }
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw new UncheckedIOException("The server takes no connection any more", e);
        }
    }

    private void fail(Slot slot, Complaint complaint) throws IOException {
        tally.failed(complaint);
        slot.reopen();
        free.add(slot);
    }

    private void dropLate(long now) throws IOException {
        if (now - lastLook < LONGEST_WAIT) {
            return;
        }
        lastLook = now;
        for (var slot : slots) {
            if (slot.request().isPresent() && now - slot.sent() > PATIENCE) {
                fail(slot, noAnswer());
            }
        }
    }

    /** What is still missing, and what there was no free connection for, counts as errors. */
    private void abandon(Arrivals arrivals) {
        slots.stream().filter(slot -> slot.request().isPresent()).forEach(_ -> tally.failed(noAnswer()));
        while (!arrivals.isOver(arrivals.end())) {
            arrivals.start();
            tally.failed(Complaint.unsent("There was no free connection in time."));
        }
    }

    private static Complaint noAnswer() {
        return Complaint.broken(
                "no answer", "It did not come within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s.");
    }

    @Override
    public void close() throws IOException {
        for (var slot : slots) {
            slot.close();
        }
        selector.close();
    }
}
