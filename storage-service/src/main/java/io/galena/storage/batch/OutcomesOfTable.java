package io.galena.storage.batch;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.write.WriteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What came of a BatchWriteItem's writes to one table.
 *
 * @param collections how large the item collections are that were written to, each once
 * @param unprocessed the writes to be asked for again
 */
record OutcomesOfTable(
        WritesOfTable request,
        ConsumedCapacity capacity,
        List<ItemCollectionMetrics> collections,
        List<BatchedWrite> unprocessed) {
    OutcomesOfTable {
        collections = List.copyOf(collections);
        unprocessed = List.copyOf(unprocessed);
    }

    /** Sums up the outcomes, which are in the order of the writes. */
    static OutcomesOfTable of(WritesOfTable request, TableDescriptor table, List<WriteOutcome> outcomes) {
        var name = request.table().given();
        var capacity = ConsumedCapacity.ofTable(name, 0);
        var collections = new LinkedHashMap<Object, ItemCollectionMetrics>();
        var unprocessed = new ArrayList<BatchedWrite>();
        for (var i = 0; i < outcomes.size(); i++) {
            var write = request.writes().get(i);
            switch (outcomes.get(i)) {
                case WriteOutcome.Done(var result) -> {
                    capacity = capacity.plus(ConsumedCapacity.ofWrite(name, result));
                    ItemCollectionMetrics.of(table, write.key(), result)
                            .ifPresent(metrics -> collections.put(metrics.key(), metrics));
                }
                case WriteOutcome.Failed _ -> unprocessed.add(write);
            }
        }
        return new OutcomesOfTable(request, capacity, List.copyOf(collections.values()), unprocessed);
    }
}
