package io.galena.storage.query;

import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.legacy.LegacyConditions;
import io.galena.dynamodb.legacy.LegacyProjection;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyPaths;
import io.galena.storage.request.Tables;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code Scan}: all items of a table or index, or of a segment of it, a page at a time, in the order of their hashes. */
@Component
public final class Scan implements Operation<Scan.Request, Page> {
    private static final ExpressionMembers EXPRESSIONS = new ExpressionMembers(
            List.of("ProjectionExpression", "FilterExpression"),
            List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"));

    private final Tables tables;
    private final PageReader pages;

    Scan(Tables tables, PageReader pages) {
        this.tables = tables;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "Scan";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var startKey = StartKeys.read(input);
        var segment = Segment.of(input);
        var expressions = EXPRESSIONS.context(input);
        var filter = input.string("FilterExpression")
                .map(expressions::filter)
                .or(() -> LegacyConditions.filter(input, "ScanFilter"));
        var projection = input.string("ProjectionExpression")
                .map(expressions::projection)
                .or(() -> LegacyProjection.of(input));
        expressions.verifyAllUsed();
        return new Request(segment, PageOptions.of(input, caller, startKey, filter, projection));
    }

    @Override
    public Page handle(Request request, Caller caller) {
        var options = request.options();
        var table = tables.require(options.table(), caller);
        var target = ReadTarget.of(table, options);
        options.startKey().ifPresent(key -> checkStartKey(key, target));
        var range = options.startKey()
                .map(key -> rangeAfter(target.rowKey(key), request.segment()))
                .orElseGet(() -> request.segment().range());
        options.projection().ifPresent(projection -> KeyPaths.check(projection.paths(), table));
        options.filter().ifPresent(filter -> KeyPaths.check(filter.paths(), table));
        return pages.read(target, range, true, _ -> true, options);
    }

    @Override
    public int length(Page page) {
        return page.length();
    }

    @Override
    public void write(Page page, JsonGenerator json) {
        page.write(json);
    }

    private static void checkStartKey(Item key, ReadTarget target) {
        if (target.index().isPresent()) {
            StartKeys.checkSize(key, target, "The provided starting key is invalid");
            StartKeys.checkReadKey(key, target);
        } else {
            StartKeys.checkSize(
                    key,
                    target,
                    "The provided starting key is invalid: The provided key element does not match the schema");
        }
        StartKeys.checkTableKey(key, target);
    }

    private static KeyRange rangeAfter(byte[] rowKey, Segment segment) {
        if (!segment.range().contains(rowKey)) {
            throw StartKeys.invalid("Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment."
                    + " TotalSegments: " + segment.total() + " Segment: " + segment.number());
        }
        return segment.range().after(rowKey, true);
    }

    /** A Scan of a segment. */
    public record Request(Segment segment, PageOptions options) {}
}
