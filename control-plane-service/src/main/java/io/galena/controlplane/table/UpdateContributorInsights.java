package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.InsightsSetting;
import io.galena.controlplane.definition.InsightsSetting.Mode;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code UpdateContributorInsights}: turns the counting of a table's or an index's keys on or off. The answer says {@code ENABLING} or
 * {@code DISABLING}, as clients expect; it is so as soon as those who follow the catalog hear of it.
 */
@Component
final class UpdateContributorInsights
        implements Operation<UpdateContributorInsights.Request, UpdateContributorInsights.Answer> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final InstantSource time;

    UpdateContributorInsights(
            CatalogDatabase database, TableStore tables, @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.time = time;
    }

    @Override
    public String name() {
        return "UpdateContributorInsights";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                InsightsResource.of(input, caller),
                input.string("ContributorInsightsAction").orElseThrow().equals("ENABLE"),
                input.string("ContributorInsightsMode").map(Mode::valueOf));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        return database.change(revision -> {
            var found = request.resource().require(tables, caller);
            TableErrors.requireActive(found.table());
            var mode = request.mode()
                    .or(() -> found.setting().map(InsightsSetting::mode))
                    .orElse(Mode.ACCESSED_AND_THROTTLED_KEYS);
            var setting = new InsightsSetting(found.indexId(), request.enabled(), mode, time.instant());
            tables.updateSettings(found.table().id(), found.table().settings().observed(setting), revision);
            return new Answer(found, setting);
        });
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        var setting = answer.setting();
        answer.found().write(Optional.of(setting), setting.enabled() ? "ENABLING" : "DISABLING", json);
    }

    /** What is to be counted, or no longer. */
    record Request(InsightsResource resource, boolean enabled, Optional<Mode> mode) {}

    /** What has been changed. */
    record Answer(InsightsResource.Found found, InsightsSetting setting) {}
}
