package io.galena.controlplane.table;

import io.galena.controlplane.database.Page;
import io.galena.controlplane.definition.InsightsSetting;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListContributorInsights}: of a table and its global indexes, or of all tables, whether their keys are counted. */
@Component
final class ListContributorInsights
        implements Operation<ListContributorInsights.Request, ListContributorInsights.Answer> {
    private static final int MOST = 100;

    private final TableStore tables;

    ListContributorInsights(TableStore tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "ListContributorInsights";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var most = input.integer("MaxResults").map(Math::toIntExact).orElse(0);
        return new Request(
                input.has("TableName") ? Optional.of(TableReference.of(input, caller)) : Optional.empty(),
                input.string("NextToken").map(Place::of).orElse(new Place("", -1)),
                most > 0 ? most : MOST);
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var page = new ArrayList<InsightsResource.Found>();
        var after = request.after();
        var names = request.table()
                .map(table -> List.of(table.name()))
                .orElseGet(() -> names(caller, after, request.most()));
        for (var name : names) {
            var table = tables.find(caller.account(), caller.region(), name);
            if (table.isEmpty() && request.table().isPresent()) {
                throw TableErrors.notFound(name);
            }
            table.stream()
                    .flatMap(ListContributorInsights::resources)
                    .filter(found -> !name.equals(after.table()) || found.indexId() > after.indexId())
                    .forEach(page::add);
            if (page.size() > request.most()) {
                break;
            }
        }
        if (page.size() <= request.most()) {
            return new Answer(page, Optional.empty());
        }
        var shown = page.subList(0, request.most());
        var last = shown.getLast();
        return new Answer(shown, Optional.of(new Place(last.table().name(), last.indexId())));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("ContributorInsightsSummaries");
        for (var found : answer.page()) {
            json.writeStartObject();
            var setting = found.setting();
            found.write(setting, setting.map(InsightsSetting::status).orElse("DISABLED"), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        answer.next().ifPresent(place -> json.writeStringProperty("NextToken", place.token()));
    }

    /** The table where the last page ended, and as many more as surely fill a page. */
    private List<String> names(Caller caller, Place after, int most) {
        var here = after.table().isEmpty() ? Stream.<String>empty() : Stream.of(after.table());
        var next = tables.names(new Page.Place(caller.account(), caller.region(), after.table(), most + 1));
        return Stream.concat(here, next.entries().stream()).toList();
    }

    private static Stream<InsightsResource.Found> resources(Table table) {
        return Stream.concat(
                Stream.of(new InsightsResource.Found(table, 0, Optional.empty())),
                table.globalIndexes().stream()
                        .map(index -> new InsightsResource.Found(
                                table,
                                index.id(),
                                Optional.of(index.definition().name()))));
    }

    /** Which page. */
    record Request(Optional<TableReference> table, Place after, int most) {}

    /** A page, and where it ended if there is more. */
    record Answer(List<InsightsResource.Found> page, Optional<Place> next) {
        Answer {
            page = List.copyOf(page);
        }
    }

    /** The last that a page showed. */
    record Place(String table, int indexId) {
        static Place of(String token) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                var slash = text.indexOf('/');
                return new Place(text.substring(slash + 1), Integer.parseInt(text.substring(0, Math.max(slash, 0))));
            } catch (IllegalArgumentException _) {
                throw DynamoDbException.validation("The provided pagination token is invalid");
            }
        }

        String token() {
            return Base64.getUrlEncoder().encodeToString((indexId + "/" + table).getBytes(StandardCharsets.UTF_8));
        }
    }
}
