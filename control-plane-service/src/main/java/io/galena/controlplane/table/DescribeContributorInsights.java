package io.galena.controlplane.table;

import io.galena.controlplane.definition.InsightsSetting;
import io.galena.controlplane.definition.InsightsSetting.Mode;
import io.galena.controlplane.definition.KeyElement.Role;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeContributorInsights}: whether a table's or an index's keys are counted, and under which names. */
@Component
final class DescribeContributorInsights implements Operation<InsightsResource, InsightsResource.Found> {
    private final TableStore tables;

    DescribeContributorInsights(TableStore tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "DescribeContributorInsights";
    }

    @Override
    public InsightsResource read(Structure input, Caller caller) {
        return InsightsResource.of(input, caller);
    }

    @Override
    public InsightsResource.Found handle(InsightsResource resource, Caller caller) {
        return resource.require(tables, caller);
    }

    @Override
    public void write(InsightsResource.Found answer, JsonGenerator json) {
        var setting = answer.setting();
        answer.write(setting, setting.map(InsightsSetting::status).orElse("DISABLED"), json);
        setting.ifPresent(present -> {
            if (present.enabled()) {
                json.writeArrayPropertyStart("ContributorInsightsRuleList");
                rules(answer, present).forEach(json::writeString);
                json.writeEndArray();
            }
            Timestamps.write(json, "LastUpdateDateTime", present.changed());
        });
    }

    /** The names of the rules: by partition key and, if there is a sort key, by both; accessed keys and throttled ones. */
    private static List<String> rules(InsightsResource.Found found, InsightsSetting setting) {
        var table = found.table();
        var resource =
                found.indexName().map(index -> table.name() + "-" + index).orElse(table.name());
        var kinds = setting.mode() == Mode.THROTTLED_KEYS ? Stream.of("T") : Stream.of("C", "T");
        return kinds.flatMap(kind -> hasSortKey(found) ? Stream.of("PK" + kind, "SK" + kind) : Stream.of("PK" + kind))
                .map(rule -> "DynamoDBContributorInsights-" + rule + "-" + resource + "-"
                        + setting.changed().toEpochMilli())
                .toList();
    }

    private static boolean hasSortKey(InsightsResource.Found found) {
        return found
                .indexName()
                .map(_ -> found.table().globalIndexes().stream()
                        .filter(index -> index.id() == found.indexId())
                        .findFirst()
                        .orElseThrow()
                        .definition()
                        .keySchema())
                .orElse(found.table().keySchema())
                .stream()
                .anyMatch(element -> element.role() == Role.RANGE);
    }
}
