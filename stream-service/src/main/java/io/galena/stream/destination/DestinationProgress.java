package io.galena.stream.destination;

import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.ReportDestination.Event;
import io.galena.stream.slot.Checkpoints;
import java.util.function.Predicate;

/** Sees when a destination is where its status leads to, and reports that. For one thread. */
final class DestinationProgress {
    private final Checkpoints<Delivered> checkpoints;
    private final DestinationReports reports;

    DestinationProgress(Checkpoints<Delivered> checkpoints, DestinationReports reports) {
        this.checkpoints = checkpoints;
        this.reports = reports;
    }

    void report(DestinationDescriptor destination) {
        switch (destination.status()) {
            case ENABLING -> report(destination, Event.BEGUN, "", _ -> true);
            case UPDATING ->
                report(
                        destination,
                        Event.CHANGED,
                        destination.precision().name(),
                        delivered -> delivered.precision() == destination.precision());
            case DISABLING -> report(destination, Event.DRAINED, "", Delivered::finished);
            case ACTIVE, DISABLED, ENABLE_FAILED -> {}
        }
    }

    /** Reports what is true when it is so for all partitions of the table, whichever instances have them. */
    private void report(DestinationDescriptor destination, Event event, String detail, Predicate<Delivered> isSo) {
        if (DestinationWork.keys(destination).stream()
                .allMatch(key -> checkpoints.find(key).filter(isSo).isPresent())) {
            reports.tell(destination, event, detail);
        }
    }
}
