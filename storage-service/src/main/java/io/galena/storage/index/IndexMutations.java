package io.galena.storage.index;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Computes what changes of items do to indexes. Pure. */
public final class IndexMutations {
    private IndexMutations() {}

    /**
     * What a change of one item does to the indexes of its table, local and global ones.
     *
     * @param before the item before, with its image
     * @param after the item after
     * @return one mutation for each index whose entry changes
     */
    public static List<IndexMutation> of(TableDescriptor table, Optional<StoredRow> before, Optional<StoredRow> after) {
        if (table.localIndexes().isEmpty() && table.globalIndexes().isEmpty()) {
            return List.of();
        }
        return of(table.indexes().toList(), table.keys(), before, after);
    }

    /** The same for some indexes of a table. */
    public static List<IndexMutation> of(
            List<IndexDescriptor> indexes, KeySchema tableKeys, Optional<StoredRow> before, Optional<StoredRow> after) {
        var mutations = new ArrayList<IndexMutation>();
        for (var index : indexes) {
            var mutation = rebuilt(index, tableKeys, before, after);
            if (!same(mutation.removed(), mutation.put())) {
                mutations.add(mutation);
            }
        }
        return mutations;
    }

    /** What a change of one item does to an index that may lack the entry of the item before: the entry after is put anyway. */
    public static IndexMutation rebuilt(
            IndexDescriptor index, KeySchema tableKeys, Optional<StoredRow> before, Optional<StoredRow> after) {
        return new IndexMutation(
                index,
                before.flatMap(row -> entry(index, tableKeys, row)),
                after.flatMap(row -> entry(index, tableKeys, row)));
    }

    /** The entry of an item in an index; empty if the item lacks an attribute of the index's key, or has one that cannot be a key. */
    public static Optional<StoredRow> entry(IndexDescriptor index, KeySchema tableKeys, StoredRow row) {
        var item = row.item();
        if (!belongs(index, item)) {
            return Optional.empty();
        }
        var key = KeyCodec.indexKey(index.keys(), tableKeys, item);
        if (index.projection() == IndexDescriptor.Projection.ALL) {
            return Optional.of(new StoredRow(key, row.bytes(), row.format(), row.size(), row.version(), item));
        }
        var projected = project(index, tableKeys, item);
        return Optional.of(new StoredRow(
                key,
                ItemCodec.encode(projected),
                StoredRow.CANONICAL_JSON,
                ItemSize.of(projected),
                row.version(),
                projected));
    }

    /** Whether an item has an entry in an index. */
    public static boolean belongs(IndexDescriptor index, Item item) {
        return index.keys().attributes().stream().allMatch(key -> holds(item, key, index.keys()));
    }

    private static boolean holds(Item item, KeyAttribute key, KeySchema keys) {
        return item.find(key.name())
                .filter(value -> KeyLimits.allows(value, key, keys))
                .isPresent();
    }

    private static Item project(IndexDescriptor index, KeySchema tableKeys, Item item) {
        var kept = new LinkedHashMap<String, AttributeValue>();
        item.attributes().forEach((name, value) -> {
            if (tableKeys.contains(name)
                    || index.keys().contains(name)
                    || index.included().contains(name)) {
                kept.put(name, value);
            }
        });
        return new Item(kept);
    }

    private static boolean same(Optional<StoredRow> left, Optional<StoredRow> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty();
        }
        return Arrays.equals(left.get().key(), right.get().key())
                && Arrays.equals(left.get().bytes(), right.get().bytes());
    }
}
