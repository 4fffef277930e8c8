package io.galena.stream.destination;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.ReportDestination;
import io.galena.kit.destination.ReportDestination.Event;
import io.galena.kit.operation.InternalCalls;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the control plane how far destinations have come. */
final class DestinationReports {
    private static final Logger log = LoggerFactory.getLogger(DestinationReports.class);

    /** How long the catalog may take to show what was told, before it is told again. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final InternalCalls calls;
    private final Map<ReportDestination.Request, Long> told = new HashMap<>();

    DestinationReports(InternalCalls calls) {
        this.calls = calls;
    }

    /** Tells that a destination has come so far, if it was not told a moment ago. For one thread. */
    void tell(DestinationDescriptor destination, Event event, String detail) {
        var now = System.nanoTime();
        told.values().removeIf(at -> now - at > PATIENCE.toNanos());
        var request = new ReportDestination.Request(destination.id(), event, detail);
        if (told.putIfAbsent(request, now) == null) {
            try {
                send(request);
            } catch (DynamoDbException | UncheckedIOException e) {
                log.atDebug().setCause(e).log("The control plane cannot be told of a destination, will be tried again");
            }
        }
    }

    /**
     * Tells of a gap, and returns when that is noted. Safe for several threads.
     *
     * @throws DynamoDbException or UncheckedIOException when it cannot be told now
     */
    void gap(DestinationDescriptor destination, String reason) {
        send(new ReportDestination.Request(destination.id(), Event.GAP, reason));
    }

    private void send(ReportDestination.Request request) {
        calls.call(ReportDestination.NAME, request, ReportDestination.Answer.class);
    }
}
