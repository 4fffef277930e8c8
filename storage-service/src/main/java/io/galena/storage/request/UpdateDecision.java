package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemDepth;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.Decision;
import java.util.HashSet;
import java.util.Optional;

/**
 * What an update makes of the item as it is. Pure: it may be asked again, with another image. Of an item that is there only what the
 * update and its condition look at is parsed, and only what it changes is encoded, unless others need the new item whole anyway.
 */
public final class UpdateDecision implements Decision {
    private final TableDescriptor table;
    private final Item key;
    private final Optional<Update> update;
    private final ConditionCheck condition;
    private final AttributeSelection lookedAt;
    private final boolean wholeNeeded;

    public UpdateDecision(TableDescriptor table, Item key, Optional<Update> update, ConditionCheck condition) {
        this.table = table;
        this.key = key;
        this.update = update;
        this.condition = condition;
        this.lookedAt = lookedAt(update, condition.condition());
        this.wholeNeeded =
                table.changeLog().isPresent() || table.indexes().findAny().isPresent();
    }

    @Override
    public Change decide(Optional<StoredRow> current) {
        return current.map(this::change).orElseGet(this::creation);
    }

    private Change change(StoredRow row) {
        var part = lookedAt.in(row.bytes());
        var before = wholeNeeded ? row.item() : part.item();
        condition.require(Optional.of(row), before);
        var after = applied(before);
        if (before.equals(after)) {
            return new Change.Keep();
        }
        var size = requireAllowed(before, after, row.size() - ItemSize.of(before) + ItemSize.of(after));
        var bytes = part.replaced(after);
        return wholeNeeded ? new Change.Put(after, bytes, size) : new Change.Put(bytes, size);
    }

    private Change creation() {
        condition.require(Optional.empty(), Item.empty());
        var made = applied(key);
        if (onlyTakesAway()) {
            return new Change.Keep();
        }
        var size = requireAllowed(key, made, ItemSize.of(made));
        return new Change.Put(made, ItemCodec.encode(made), size);
    }

    private Item applied(Item item) {
        return update.map(present -> present.apply(item).item()).orElse(item);
    }

    /** Checks what has changed, and the size, which it returns. */
    private int requireAllowed(Item before, Item after, int size) {
        ItemDepth.requireAllowed(after);
        if (size > NewItem.MAX_BYTES) {
            throw DynamoDbException.validation("Item size to update has exceeded the maximum allowed size");
        }
        UpdateChecks.checkResult(before, after, table);
        return size;
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

    private static AttributeSelection lookedAt(Optional<Update> update, Optional<Condition> condition) {
        var names = new HashSet<String>();
        update.ifPresent(present -> names.addAll(present.attributes()));
        condition.ifPresent(present -> names.addAll(present.attributes()));
        return AttributeSelection.of(names);
    }
}
