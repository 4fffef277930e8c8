package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.Item;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a BatchGetItem found in one table.
 *
 * @param bytes the sum of the sizes of the items found
 * @param unprocessed the keys that were not looked up, or whose items would have made the answer too large
 * @param throttled why keys were not looked up
 */
record ItemsOfTable(
        KeysOfTable request,
        List<AnswerItem> items,
        long bytes,
        double units,
        List<Item> unprocessed,
        Optional<DynamoDbException> throttled) {
    ItemsOfTable {
        items = List.copyOf(items);
        unprocessed = List.copyOf(unprocessed);
    }

    /** Takes the rows found for the first keys, one after the other, as long as they fit into the rest of the answer. */
    static ItemsOfTable of(KeysOfTable request, List<Optional<StoredRow>> rows, long bytesLeft) {
        var items = new ArrayList<AnswerItem>();
        var bytes = 0L;
        var units = 0.0;
        for (var i = 0; i < rows.size(); i++) {
            var size = rows.get(i).map(StoredRow::size).orElse(0);
            if (bytes + size > bytesLeft) {
                return new ItemsOfTable(
                        request, items, bytes, units, request.keys().subList(i, rows.size()), Optional.empty());
            }
            rows.get(i).ifPresent(row -> items.add(AnswerItem.of(row, request.projection())));
            bytes += size;
            units += CapacityUnits.read(size, request.consistent());
        }
        var rest = request.keys().subList(rows.size(), request.keys().size());
        return new ItemsOfTable(request, items, bytes, units, rest, Optional.empty());
    }

    /** The same when the rest could not be looked up. */
    static ItemsOfTable throttled(
            KeysOfTable request, List<Optional<StoredRow>> rows, long bytesLeft, DynamoDbException error) {
        var found = of(request, rows, bytesLeft);
        return new ItemsOfTable(
                request, found.items(), found.bytes(), found.units(), found.unprocessed(), Optional.of(error));
    }

    boolean isUnprocessed() {
        return unprocessed.size() == request.keys().size();
    }

    ConsumedCapacity capacity() {
        return ConsumedCapacity.ofTable(request.table().given(), units);
    }
}
