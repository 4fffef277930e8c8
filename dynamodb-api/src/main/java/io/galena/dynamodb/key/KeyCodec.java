package io.galena.dynamodb.key;

import io.galena.dynamodb.value.Item;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Row keys: bytes that compare, as unsigned, in the order in which DynamoDB keeps items.
 *
 * <p>A table's row key is the first 16 bytes of the SHA-256 of the partition key, then the sort key, unescaped: at most 1,040
 * bytes. An index entry's is the hash of the index's partition attributes, its sort attributes escaped, then the hash of the
 * item's primary key, so that entries with equal index keys stay apart. With one sort attribute it has at most 2,082 bytes; a
 * longer one, of several sort attributes, keeps 2,600 bytes before the last hash, and entries that agree in these are not in
 * order. The first 8 bytes are the partition hash.
 *
 * <p>Items must have been checked before: a missing or mistyped key attribute is an IllegalArgumentException. These formats
 * are stored, and must never change.
 */
public final class KeyCodec {
    private static final int MAX_INDEX_BYTES = 2_600;

    private KeyCodec() {}

    /** The key of an item's row; other attributes than the key's are not looked at. */
    public static byte[] rowKey(KeySchema keys, Item item) {
        var hash = KeyBytes.hash16(KeyBytes.sequence(KeyBytes.values(keys.partition(), item)));
        if (keys.sort().isEmpty()) {
            return hash;
        }
        return concat(hash, KeyBytes.sequence(KeyBytes.values(keys.sort(), item)));
    }

    /** The key of an item's entry in an index; the item has all attributes of both keys. */
    public static byte[] indexKey(KeySchema index, KeySchema table, Item item) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(KeyBytes.hash16(KeyBytes.sequence(KeyBytes.values(index.partition(), item))));
        KeyBytes.values(index.sort(), item).forEach(value -> KeyBytes.appendEnded(bytes, value));
        return concat(shortened(bytes.toByteArray()), itemHash(table, item));
    }

    /** 16 bytes that stand for an item's whole primary key: the end of the keys of its index entries. */
    public static byte[] itemHash(KeySchema table, Item item) {
        return KeyBytes.hash16(KeyBytes.sequence(KeyBytes.values(table.attributes(), item)));
    }

    /** The partition hash of a row or an index entry, to be compared as unsigned. */
    public static long hash(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** The lowest possible key of rows with that partition hash. */
    public static byte[] lowestKey(long hash) {
        return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
    }

    /** As much of an index key, before its last hash, as is kept. */
    static byte[] shortened(byte[] indexKey) {
        return indexKey.length <= MAX_INDEX_BYTES ? indexKey : Arrays.copyOf(indexKey, MAX_INDEX_BYTES);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var bytes = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, bytes, first.length, second.length);
        return bytes;
    }
}
