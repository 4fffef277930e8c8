package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Computation;
import io.galena.dynamodb.expression.KeyRules;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.request.KeyChecks.IndexValue;
import java.util.LinkedHashMap;

/** What an update may do to the attributes of keys, with DynamoDB's sentences; every check throws VALIDATION. */
public final class UpdateChecks {
    private UpdateChecks() {}

    /** Checks what can be told from the request: the table's key is left alone, and indexes' keys get the right types. */
    public static void check(Update update, TableDescriptor table) {
        KeyRules.requireKeyUntouched(update, table.keys());
        var constants = constants(update);
        KeyChecks.indexes(table).forEach(index -> KeyChecks.checkIndexKey(constants, index, IndexValue.UPDATED));
        KeyPaths.check(update.actions().stream().map(Update.Action::path).toList(), table);
    }

    /** Checks what only the updated item tells: values that were computed or copied into an index's key. */
    static void checkResult(Item before, Item updated, TableDescriptor table) {
        var changed = changed(before, updated);
        KeyChecks.indexes(table).forEach(index -> {
            index.keys()
                    .attributes()
                    .forEach(attribute -> changed.find(attribute.name())
                            .filter(value -> value.type() != attribute.type())
                            .ifPresent(_ -> {
                                throw DynamoDbException.validation(
                                        "The update expression attempted to update the secondary index key to unsupported type");
                            }));
            KeyChecks.checkIndexKey(changed, index, IndexValue.UPDATED);
        });
    }

    /** What an index could not take was there before the index was, and may stay. */
    private static Item changed(Item before, Item updated) {
        var changed = new LinkedHashMap<>(updated.attributes());
        before.attributes().forEach(changed::remove);
        return new Item(changed);
    }

    /** The top-level attributes that the update sets to values of the request, whatever the item holds. */
    private static Item constants(Update update) {
        var constants = new LinkedHashMap<String, AttributeValue>();
        for (var action : update.actions()) {
            if (action.path().steps().isEmpty()
                    && action instanceof Update.Action.Set(var path, Computation.Constant(var value))) {
                constants.put(path.attribute(), value);
            }
        }
        return new Item(constants);
    }
}
