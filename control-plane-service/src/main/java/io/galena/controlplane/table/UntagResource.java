package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.KeptText;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code UntagResource}: removes tags from a table. */
@Component
final class UntagResource implements Operation<UntagResource.Request, UntagResource.Answer> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final TagStore tags;

    UntagResource(CatalogDatabase database, TableStore tables, TagStore tags) {
        this.database = database;
        this.tables = tables;
        this.tags = tags;
    }

    @Override
    public String name() {
        return "UntagResource";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var table = TaggedTable.of(input, caller, name());
        var keys = input.strings("TagKeys").orElseThrow();
        if (keys.isEmpty()) {
            throw DynamoDbException.validation("Atleast one Tag Key needs to be provided as Input.");
        }
        return new Request(table, keys.stream().map(KeptText::require).toList());
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        return database.change(_ -> {
            var table = request.table().in(tables, caller);
            tags.remove(table.id(), request.keys());
            return new Answer();
        });
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        // an empty object
    }

    /** The table and the keys of the tags. */
    record Request(TaggedTable table, List<String> keys) {}

    /** Nothing. */
    record Answer() {}
}
