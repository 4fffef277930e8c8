package io.galena.controlplane.table;

import io.galena.controlplane.definition.TimeToLiveSetting;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeTimeToLive}: whether items of a table expire, and by which attribute. */
@Component
final class DescribeTimeToLive implements Operation<TableReference, Table> {
    private final TableStore tables;

    DescribeTimeToLive(TableStore tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "DescribeTimeToLive";
    }

    @Override
    public TableReference read(Structure input, Caller caller) {
        return TableReference.of(input, caller);
    }

    @Override
    public Table handle(TableReference reference, Caller caller) {
        return tables.find(caller.account(), caller.region(), reference.name())
                .orElseThrow(() -> TableErrors.notFound(reference.name()));
    }

    @Override
    public void write(Table answer, JsonGenerator json) {
        json.writeObjectPropertyStart("TimeToLiveDescription");
        var setting = answer.settings().timeToLive();
        json.writeStringProperty(
                "TimeToLiveStatus", setting.map(TimeToLiveSetting::status).orElse("DISABLED"));
        setting.ifPresent(ttl -> json.writeStringProperty("AttributeName", ttl.attribute()));
        json.writeEndObject();
    }
}
