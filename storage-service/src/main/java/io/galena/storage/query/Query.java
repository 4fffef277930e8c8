package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.KeyConditionExpression;
import io.galena.dynamodb.expression.KeyRules;
import io.galena.dynamodb.legacy.LegacyConditions;
import io.galena.dynamodb.legacy.LegacyKeyConditions;
import io.galena.dynamodb.legacy.LegacyProjection;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyPaths;
import io.galena.storage.request.Tables;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code Query}: the items of one partition key, or a range of their sort keys, a page at a time, in either direction. */
@Component
public final class Query implements Operation<Query.Request, Page> {
    private static final ExpressionMembers EXPRESSIONS = new ExpressionMembers(
            List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression"),
            List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"));

    private final Tables tables;
    private final PageReader pages;

    Query(Tables tables, PageReader pages) {
        this.tables = tables;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "Query";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var startKey = StartKeys.read(input);
        if (!input.has("KeyConditionExpression") && !input.has("KeyConditions")) {
            throw DynamoDbException.validation("Either the KeyConditions or KeyConditionExpression parameter must be"
                    + " specified in the request.");
        }
        var expressions = EXPRESSIONS.context(input);
        var keyCondition = input.string("KeyConditionExpression")
                .map(expressions::keyCondition)
                .or(() -> LegacyKeyConditions.of(input))
                .orElseThrow();
        var filter = input.string("FilterExpression")
                .map(expressions::filter)
                .or(() -> LegacyConditions.filter(input, "QueryFilter"));
        var projection = input.string("ProjectionExpression")
                .map(expressions::projection)
                .or(() -> LegacyProjection.of(input));
        expressions.verifyAllUsed();
        keyCondition.conditions();
        return new Request(
                keyCondition,
                Optional.of(input.has("QueryFilter") ? "QueryFilter" : "Filter Expression"),
                input.bool("ScanIndexForward").orElse(true),
                PageOptions.of(input, caller, startKey, filter, projection));
    }

    @Override
    public Page handle(Request request, Caller caller) {
        var options = request.options();
        var table = tables.require(options.table(), caller);
        var target = ReadTarget.of(table, options);
        options.startKey().ifPresent(key -> {
            StartKeys.checkSize(key, target, "The provided starting key is invalid");
            StartKeys.checkReadKey(key, target);
        });
        var condition = request.keyCondition().fit(target.keys());
        ConditionValues.check(condition, target.keys());
        options.startKey().ifPresent(key -> StartKeys.checkTableKey(key, target));
        var range = target.range(condition);
        var rest = options.startKey()
                .map(key -> QueryStart.rangeAfter(key, target, condition, request.forward()))
                .orElse(range);
        checkExpressions(request, target);
        return pages.read(target, rest, request.forward(), EntryConditions.of(condition, target.keys()), options);
    }

    @Override
    public int length(Page page) {
        return page.length();
    }

    @Override
    public void write(Page page, JsonGenerator json) {
        page.write(json);
    }

    private static void checkExpressions(Request request, ReadTarget target) {
        var options = request.options();
        options.projection().ifPresent(projection -> KeyPaths.check(projection.paths(), target.table()));
        options.filter().ifPresent(filter -> {
            request.filterName().ifPresent(name -> KeyRules.requireNoKeyIn(filter, name, target.keys()));
            KeyPaths.check(filter.paths(), target.table());
            target.requireKept(filter);
        });
    }

    /**
     * A Query.
     *
     * @param filterName what messages call the filter, which must not look at the key; empty if it may
     */
    public record Request(
            KeyConditionExpression keyCondition, Optional<String> filterName, boolean forward, PageOptions options) {}
}
