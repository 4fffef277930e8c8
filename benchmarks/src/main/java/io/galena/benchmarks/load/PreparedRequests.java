package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Request;
import io.galena.benchmarks.http.RequestWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that are signed before they are needed, and handed out in turn, again and again. They must be signed anew before
 * servers refuse their signatures. Safe for use by many threads.
 */
public final class PreparedRequests {
    /** Servers refuse signatures that are older than 15 minutes, or newer than their own clocks by as much. */
    static final Duration SIGNED_EVERY = Duration.ofMinutes(4);

    private final List<Request> requests;
    private final RequestWriter writer;
    private final InstantSource clock;
    private final AtomicLong next = new AtomicLong();
    private volatile List<Prepared> prepared;

    /** Signs the requests, of which there must be one at least. */
    public PreparedRequests(List<Request> requests, RequestWriter writer, InstantSource clock) {
        this.requests = List.copyOf(requests);
        this.writer = writer;
        this.clock = clock;
        this.prepared = signed();
    }

    /** Signs all requests anew; the order in which they are handed out goes on. */
    public void sign() {
        prepared = signed();
    }

    /** The next request. */
    Prepared next() {
        return prepared.get((int) (next.getAndIncrement() % requests.size()));
    }

    private List<Prepared> signed() {
        var now = clock.instant();
        return requests.stream()
                .map(request -> new Prepared(request, writer.write(request.operation(), request.body(), now)))
                .toList();
    }
}
