package io.galena.stream.api;

import io.galena.kit.catalog.StreamDescriptor;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListStreams}: the caller's streams, those turned off within the last 24 hours too, a page at a time. */
@Component
final class ListStreams implements Operation<ListStreams.Request, ListStreams.Answer> {
    private static final long PAGE = 100;

    private final Streams streams;

    ListStreams(Streams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "ListStreams";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                input.string("TableName"),
                input.string("ExclusiveStartStreamArn"),
                input.integer("Limit").orElse(PAGE));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var rest = streams.all(caller, request.table()).stream()
                .filter(stream -> request.after().isEmpty()
                        || stream.arn().compareTo(request.after().get()) > 0)
                .toList();
        var page = rest.stream().limit(Math.min(request.limit(), PAGE)).toList();
        return new Answer(
                page, page.size() < rest.size() ? Optional.of(page.getLast().arn()) : Optional.empty());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Streams");
        for (var stream : answer.streams()) {
            json.writeStartObject();
            json.writeStringProperty("StreamArn", stream.arn());
            json.writeStringProperty("TableName", stream.table());
            json.writeStringProperty("StreamLabel", stream.label());
            json.writeEndObject();
        }
        json.writeEndArray();
        answer.last().ifPresent(arn -> json.writeStringProperty("LastEvaluatedStreamArn", arn));
    }

    record Request(Optional<String> table, Optional<String> after, long limit) {}

    /** @param last the page's last stream, if more follow */
    record Answer(List<StreamDescriptor> streams, Optional<String> last) {}
}
