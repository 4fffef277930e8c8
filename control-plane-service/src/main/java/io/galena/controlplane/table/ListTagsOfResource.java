package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListTagsOfResource}: a table's tags by key, ten at a time. */
@Component
final class ListTagsOfResource implements Operation<ListTagsOfResource.Request, ListTagsOfResource.Answer> {
    private static final int PAGE = 10;

    private final TableStore tables;
    private final TagStore tags;

    ListTagsOfResource(TableStore tables, TagStore tags) {
        this.tables = tables;
        this.tags = tags;
    }

    @Override
    public String name() {
        return "ListTagsOfResource";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                TaggedTable.of(input, caller, name()),
                input.string("NextToken").map(ListTagsOfResource::keyOf).orElse(""));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var table = request.table().in(tables, caller);
        var found = tags.page(table.id(), request.after(), PAGE + 1);
        if (found.size() <= PAGE) {
            return new Answer(found, Optional.empty());
        }
        var page = found.subList(0, PAGE);
        return new Answer(page, Optional.of(tokenOf(page.getLast().key())));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Tags");
        for (var tag : answer.tags()) {
            json.writeStartObject();
            json.writeStringProperty("Key", tag.key());
            json.writeStringProperty("Value", tag.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        answer.nextToken().ifPresent(token -> json.writeStringProperty("NextToken", token));
    }

    private static String tokenOf(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String keyOf(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw DynamoDbException.validation("The provided pagination token is invalid");
        }
    }

    /** Which page. */
    record Request(TaggedTable table, String after) {}

    /** A page, and the token of the next one if there is one. */
    record Answer(List<Tag> tags, Optional<String> nextToken) {}
}
