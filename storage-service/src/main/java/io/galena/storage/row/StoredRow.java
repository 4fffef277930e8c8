package io.galena.storage.row;

import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A row as a shard holds it: an item, or an entry of an index (then the item is the projected one). Immutable; arrays are
 * shared, not copied, and must not be changed.
 */
public final class StoredRow {
    /** The format of an item kept as canonical DynamoDB JSON. */
    public static final short CANONICAL_JSON = 0;

    private final byte[] key;
    private final byte[] bytes;
    private final short format;
    private final int size;
    private final long version;
    private volatile @Nullable Item item;

    /** A row as it was read; the item is parsed when it is first asked for. */
    public StoredRow(byte[] key, byte[] bytes, short format, int size, long version) {
        this(key, bytes, format, size, version, null);
    }

    /** A row whose item is known. */
    public StoredRow(byte[] key, byte[] bytes, short format, int size, long version, @Nullable Item item) {
        this.key = key;
        this.bytes = bytes;
        this.format = format;
        this.size = size;
        this.version = version;
        this.item = item;
    }

    /** The row's key. */
    public byte[] key() {
        return key;
    }

    /** The item's canonical DynamoDB JSON. */
    public byte[] bytes() {
        return bytes;
    }

    /** How the shard holds the item's bytes; {@link #CANONICAL_JSON} is the only one so far. */
    public short format() {
        return format;
    }

    /** DynamoDB's size of the item, in bytes. */
    public int size() {
        return size;
    }

    /** The version that the item's last write took. */
    public long version() {
        return version;
    }

    /** The item, parsed at the first call. */
    public Item item() {
        var parsed = item;
        if (parsed == null) {
            parsed = ItemCodec.decode(bytes);
            item = parsed;
        }
        return parsed;
    }

    /** The same item with another version. */
    public StoredRow at(long otherVersion) {
        return new StoredRow(key, bytes, format, size, otherVersion, item);
    }

    /** The item, or a part of it that has these attributes as the item has them: what costs less. */
    public Item itemWith(AttributeSelection attributes) {
        var parsed = item;
        return parsed == null ? attributes.in(bytes).item() : parsed;
    }

    @Override
    public String toString() {
        return "StoredRow[key=" + HexFormat.of().formatHex(key) + ", size=" + size + ", version=" + version + "]";
    }
}
