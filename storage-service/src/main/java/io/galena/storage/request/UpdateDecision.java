package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemDepth;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.Decision;
import java.util.Optional;

/** What an update makes of the item as it is. Pure: it may be asked again, with another image. */
public record UpdateDecision(TableDescriptor table, Item key, Optional<Update> update, ConditionCheck condition)
        implements Decision {
    @Override
    public Change decide(Optional<StoredRow> current) {
        var old = current.map(StoredRow::item);
        condition.require(old);
        var base = old.orElse(key);
        var updated = update.map(present -> present.apply(base).item()).orElse(base);
        if (old.isPresent() ? old.get().equals(updated) : onlyTakesAway()) {
            return new Change.Keep();
        }
        ItemDepth.requireAllowed(updated);
        var size = ItemSize.of(updated);
        if (size > NewItem.MAX_BYTES) {
            throw DynamoDbException.validation("Item size to update has exceeded the maximum allowed size");
        }
        UpdateChecks.checkResult(base, updated, table);
        return new Change.Put(updated, ItemCodec.encode(updated), size);
    }

    /** Such an update makes no item; one without any action does. */
    private boolean onlyTakesAway() {
        return update.map(Update::actions)
                .filter(actions -> !actions.isEmpty())
                .filter(actions -> actions.stream()
                        .allMatch(action ->
                                action instanceof Update.Action.Remove || action instanceof Update.Action.Delete))
                .isPresent();
    }
}
