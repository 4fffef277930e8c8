package io.galena.storage.query;

import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.operation.Caller;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.kit.catalog.TableReference;
import java.util.Optional;

/**
 * What Query and Scan ask for alike.
 *
 * @param limit how many items the page looks at, filtered ones included
 * @param startKey the last key of the page before
 */
public record PageOptions(
        TableReference table,
        Optional<String> index,
        Select select,
        Optional<Projection> projection,
        Optional<Condition> filter,
        Optional<Item> startKey,
        int limit,
        boolean consistent,
        ReturnConsumedCapacity capacityDetail) {
    static PageOptions of(
            Structure input,
            Caller caller,
            Optional<Item> startKey,
            Optional<Condition> filter,
            Optional<Projection> projection) {
        return new PageOptions(
                TableReference.of(input, caller),
                input.string("IndexName"),
                Select.of(input, projection),
                projection,
                filter,
                startKey,
                input.integer("Limit").map(Math::toIntExact).orElse(Integer.MAX_VALUE),
                input.bool("ConsistentRead").orElse(false),
                ReturnConsumedCapacity.of(input));
    }

    /** The same, but for items that meet this filter. */
    public PageOptions filteredBy(Optional<Condition> condition) {
        return new PageOptions(
                table, index, select, projection, condition, startKey, limit, consistent, capacityDetail);
    }

    /** The same, but for a page that starts after this key, if there is one, and looks at so many items. */
    public PageOptions after(Optional<Item> key, int items) {
        return new PageOptions(table, index, select, projection, filter, key, items, consistent, capacityDetail);
    }
}
