package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.destination.Destination;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.ReportDestination;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** {@link ReportDestination}. */
@Component
final class AnswerReportDestination implements InternalOperation<ReportDestination.Request, ReportDestination.Answer> {
    private final CatalogDatabase database;
    private final DestinationStore destinations;
    private final DestinationUpkeep upkeep;

    AnswerReportDestination(CatalogDatabase database, DestinationStore destinations, DestinationUpkeep upkeep) {
        this.database = database;
        this.destinations = destinations;
        this.upkeep = upkeep;
    }

    @Override
    public String name() {
        return ReportDestination.NAME;
    }

    @Override
    public Class<ReportDestination.Request> requestType() {
        return ReportDestination.Request.class;
    }

    @Override
    public ReportDestination.Answer handle(ReportDestination.Request request) {
        var id = request.id();
        switch (request.event()) {
            case GAP -> destinations.describe(id, "Changes may be missing: " + request.detail());
            case BEGUN -> move(id, DestinationStatus.ENABLING, DestinationStatus.ACTIVE, "");
            case CHANGED -> move(id, DestinationStatus.UPDATING, DestinationStatus.ACTIVE, request.detail());
            case DRAINED -> {
                move(id, DestinationStatus.DISABLING, DestinationStatus.DISABLED, "");
                upkeep.startSoon();
            }
        }
        return new ReportDestination.Answer();
    }

    /** Reports come twice, and late: no revision is spent on those. */
    private void move(long id, DestinationStatus from, DestinationStatus to, String precision) {
        if (isAt(id, from, precision)) {
            database.change(revision -> {
                destinations
                        .find(id)
                        .filter(found -> isAt(found, from, precision))
                        .ifPresent(found -> move(found, to, revision));
                return id;
            });
        }
    }

    private void move(Destination destination, DestinationStatus to, long revision) {
        var id = destination.descriptor().id();
        if (destination.orphaned()) {
            destinations.drop(id, revision);
        } else {
            destinations.move(id, to, revision);
        }
    }

    private boolean isAt(long id, DestinationStatus status, String precision) {
        return destinations
                .find(id)
                .filter(found -> isAt(found, status, precision))
                .isPresent();
    }

    private static boolean isAt(Destination destination, DestinationStatus status, String precision) {
        return destination.status() == status
                && (precision.isEmpty()
                        || destination.descriptor().precision().name().equals(precision));
    }
}
