package io.galena.controlplane.feed;

import io.galena.kit.catalog.FindTable;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** {@link FindTable}. */
@Component
final class AnswerFindTable implements InternalOperation<FindTable.Request, FindTable.Answer> {
    private final CatalogSnapshots snapshots;

    AnswerFindTable(CatalogSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public String name() {
        return FindTable.NAME;
    }

    @Override
    public Class<FindTable.Request> requestType() {
        return FindTable.Request.class;
    }

    @Override
    public FindTable.Answer handle(FindTable.Request request) {
        return snapshots.find(request);
    }
}
