package io.galena.storage.item;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;

/** Commands that put or delete an item whatever it holds now, on condition or not. */
final class Replacement {
    private Replacement() {}

    /** The cheapest command that does this change and tells as much of the old item as the request wants to know. */
    static WriteCommand command(TableDescriptor table, byte[] rowKey, int bytes, Change change, WriteOptions options) {
        if (options.condition().isPresent()) {
            return new WriteCommand.Decided(
                    table, rowKey, bytes, options.condition().allowing(change));
        }
        return options.returnValues() == ReturnValues.NONE
                ? new WriteCommand.Unconditional(table, rowKey, change)
                : new WriteCommand.Decided(table, rowKey, bytes, _ -> change);
    }
}
