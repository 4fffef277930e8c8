package io.galena.storage.item;

import io.galena.storage.request.ConditionCheck;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.kit.catalog.TableReference;

/** What every request to write an item says besides the write itself. */
record WriteOptions(
        TableReference table,
        ConditionCheck condition,
        ReturnValues returnValues,
        ReturnConsumedCapacity capacityDetail,
        boolean wantsCollection) {
    static WriteOptions of(Structure input, Caller caller, ConditionCheck condition, ReturnValues returnValues) {
        return new WriteOptions(
                TableReference.of(input, caller),
                condition,
                returnValues,
                ReturnConsumedCapacity.of(input),
                ItemCollectionMetrics.wanted(input));
    }
}
