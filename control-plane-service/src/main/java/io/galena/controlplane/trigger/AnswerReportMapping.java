package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.operation.InternalOperation;
import io.galena.kit.trigger.ReportMapping;
import org.springframework.stereotype.Component;

/** {@link ReportMapping}. */
@Component
final class AnswerReportMapping implements InternalOperation<ReportMapping.Request, ReportMapping.Answer> {
    private final CatalogDatabase database;
    private final TriggerStore triggers;

    AnswerReportMapping(CatalogDatabase database, TriggerStore triggers) {
        this.database = database;
        this.triggers = triggers;
    }

    @Override
    public String name() {
        return ReportMapping.NAME;
    }

    @Override
    public Class<ReportMapping.Request> requestType() {
        return ReportMapping.Request.class;
    }

    @Override
    public ReportMapping.Answer handle(ReportMapping.Request request) {
        request.result().ifPresent(result -> triggers.note(request.uuid(), result));
        if (request.started() && triggers.isStarting(request.uuid())) {
            database.change(revision -> {
                triggers.started(request.uuid(), revision);
                return revision;
            });
        }
        return new ReportMapping.Answer();
    }
}
