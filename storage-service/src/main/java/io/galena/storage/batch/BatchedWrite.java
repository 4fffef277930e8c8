package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.NewItem;
import io.galena.storage.write.Change;
import io.galena.storage.write.WriteCommand;
import tools.jackson.core.JsonGenerator;

/** One write of a BatchWriteItem. */
sealed interface BatchedWrite {
    /**
     * Reads one WriteRequest.
     *
     * @throws DynamoDbException VALIDATION, when it is not exactly one of the two kinds, or an item is not good
     */
    static BatchedWrite read(Structure input) {
        var put = input.structure("PutRequest");
        var delete = input.structure("DeleteRequest");
        if (put.isPresent() == delete.isPresent()) {
            throw DynamoDbException.validation("Supplied AttributeValue has more than one datatypes set, must contain"
                    + " exactly one of the supported datatypes");
        }
        return put.<BatchedWrite>map(
                        present -> new Put(NewItem.of(present.item("Item").orElseThrow())))
                .orElseGet(() -> new Delete(delete.orElseThrow().item("Key").orElseThrow()));
    }

    /** An item with the attributes of the key. */
    Item key();

    /**
     * Plans the write.
     *
     * @throws DynamoDbException VALIDATION when the key is not one of the table's
     */
    WriteCommand command(TableDescriptor table);

    /** Writes the WriteRequest as JSON, to be asked for again. */
    void write(JsonGenerator json);

    /** Stores an item. */
    record Put(NewItem item) implements BatchedWrite {
        @Override
        public Item key() {
            return item.item();
        }

        @Override
        public WriteCommand command(TableDescriptor table) {
            KeyChecks.checkBatchItem(item.item(), table);
            return new WriteCommand.Unconditional(table, KeyCodec.rowKey(table.keys(), item.item()), item.change());
        }

        @Override
        public void write(JsonGenerator json) {
            writeMembers("PutRequest", "Item", item.item(), json);
        }
    }

    /** Removes the item with a key. */
    record Delete(Item key) implements BatchedWrite {
        @Override
        public WriteCommand command(TableDescriptor table) {
            KeyChecks.checkKey(key, table.keys());
            return new WriteCommand.Unconditional(table, KeyCodec.rowKey(table.keys(), key), new Change.Delete());
        }

        @Override
        public void write(JsonGenerator json) {
            writeMembers("DeleteRequest", "Key", key, json);
        }
    }

    private static void writeMembers(String request, String member, Item item, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart(request);
        json.writeName(member);
        ItemCodec.write(item, json);
        json.writeEndObject();
        json.writeEndObject();
    }
}
