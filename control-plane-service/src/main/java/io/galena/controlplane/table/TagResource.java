package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code TagResource}: adds tags to a table, or gives those it has new values. */
@Component
final class TagResource implements Operation<TagResource.Request, TagResource.Answer> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final TagStore tags;

    TagResource(CatalogDatabase database, TableStore tables, TagStore tags) {
        this.database = database;
        this.tables = tables;
        this.tags = tags;
    }

    @Override
    public String name() {
        return "TagResource";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var table = TaggedTable.of(input, caller, name());
        var given = Tag.read(input);
        if (given.isEmpty()) {
            throw DynamoDbException.validation("Atleast one Tag needs to be provided as Input.");
        }
        return new Request(table, given);
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        return database.change(_ -> {
            var table = request.table().in(tables, caller);
            tags.put(table.id(), request.tags());
            Tag.requireAtMost(tags.count(table.id()));
            return new Answer();
        });
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        // an empty object
    }

    /** The table and its tags. */
    record Request(TaggedTable table, List<Tag> tags) {}

    /** Nothing. */
    record Answer() {}
}
