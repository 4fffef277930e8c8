package io.galena.controlplane.feed;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.Subscribers;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.CatalogChanges;
import io.galena.kit.operation.InternalOperation;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * {@link CatalogChanges}: waits for changes if there are none, without asking the database meanwhile. It asks once at the end
 * in any case, which finds out who is ahead of a database that was put back to an earlier state.
 */
@Component
final class AnswerCatalogChanges implements InternalOperation<CatalogChanges.Request, CatalogChanges.Answer> {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final CatalogDatabase database;
    private final CatalogSnapshots snapshots;
    private final Subscribers subscribers;

    AnswerCatalogChanges(CatalogDatabase database, CatalogSnapshots snapshots, Subscribers subscribers) {
        this.database = database;
        this.snapshots = snapshots;
        this.subscribers = subscribers;
    }

    @Override
    public String name() {
        return CatalogChanges.NAME;
    }

    @Override
    public Class<CatalogChanges.Request> requestType() {
        return CatalogChanges.Request.class;
    }

    @Override
    public CatalogChanges.Answer handle(CatalogChanges.Request request) {
        var since = request.catalog().equals(database.catalog()) ? request.since() : 0;
        subscribers.arrived(request.subscriber(), since);
        try {
            if (!database.signal().awaitBeyond(since, waitOf(request))) {
                throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The control plane is stopping");
            }
            return snapshots.changesSince(since);
        } finally {
            subscribers.left(request.subscriber(), since);
        }
    }

    private static Duration waitOf(CatalogChanges.Request request) {
        var asked = Duration.ofMillis(request.waitMillis());
        return asked.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : asked;
    }
}
