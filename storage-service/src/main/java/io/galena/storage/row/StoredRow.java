package io.galena.storage.row;

import java.util.HexFormat;

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

    public StoredRow(byte[] key, byte[] bytes, short format, int size, long version) {
        this.key = key;
        this.bytes = bytes;
        this.format = format;
        this.size = size;
        this.version = version;
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

    @Override
    public String toString() {
        return "StoredRow[key=" + HexFormat.of().formatHex(key) + ", size=" + size + ", version=" + version + "]";
    }
}
