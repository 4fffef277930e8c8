package io.galena.controlplane.table;

import io.galena.controlplane.database.Page;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListTables}: the names of an account's tables in byte order, a page at a time. */
@Component
final class ListTables implements Operation<Page.Place, Page<String>> {
    private static final int DEFAULT_LIMIT = 100;

    private final TableStore tables;

    ListTables(TableStore tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "ListTables";
    }

    @Override
    public Page.Place read(Structure input, Caller caller) {
        return new Page.Place(
                caller.account(),
                caller.region(),
                input.string("ExclusiveStartTableName").orElse(""),
                input.integer("Limit").map(Math::toIntExact).orElse(DEFAULT_LIMIT));
    }

    @Override
    public Page<String> handle(Page.Place request, Caller caller) {
        return tables.names(request);
    }

    @Override
    public void write(Page<String> answer, JsonGenerator json) {
        if (answer.more()) {
            json.writeStringProperty("LastEvaluatedTableName", answer.entries().getLast());
        }
        json.writeArrayPropertyStart("TableNames");
        answer.entries().forEach(json::writeString);
        json.writeEndArray();
    }
}
