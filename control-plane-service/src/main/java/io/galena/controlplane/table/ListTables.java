package io.galena.controlplane.table;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListTables}: the names of an account's tables in byte order, a page at a time. */
@Component
final class ListTables implements Operation<ListTables.Request, ListTables.Answer> {
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
    public Request read(Structure input, Caller caller) {
        return new Request(
                input.string("ExclusiveStartTableName").orElse(""),
                input.integer("Limit").map(Math::toIntExact).orElse(DEFAULT_LIMIT));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var names = tables.names(caller.account(), caller.region(), request.after(), request.limit() + 1);
        if (names.size() <= request.limit()) {
            return new Answer(names, Optional.empty());
        }
        var page = names.subList(0, request.limit());
        return new Answer(page, Optional.of(page.getLast()));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        answer.last().ifPresent(name -> json.writeStringProperty("LastEvaluatedTableName", name));
        json.writeArrayPropertyStart("TableNames");
        answer.names().forEach(json::writeString);
        json.writeEndArray();
    }

    /** Which page. */
    record Request(String after, int limit) {}

    /** A page of names, and its last one if there are more. */
    record Answer(List<String> names, Optional<String> last) {}
}
