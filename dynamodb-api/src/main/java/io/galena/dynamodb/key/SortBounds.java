package io.galena.dynamodb.key;

import io.galena.dynamodb.value.AttributeValue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where the rows with a sort key stand among those of their partition: the beginnings and ends of ranges that conditions on a
 * sort attribute ask for. Values have the attribute's type.
 *
 * <p>Index keys that were shortened (several long sort attributes) are never left out of a range that they belong to, but may be
 * in one that they do not belong to: readers of such indexes check the entries.
 */
public final class SortBounds {
    private final byte[] prefix;
    private final boolean index;

    private SortBounds(byte[] prefix, boolean index) {
        this.prefix = prefix;
        this.index = index;
    }

    /** In a table, within a partition. */
    public static SortBounds ofTable(List<AttributeValue> partition) {
        return new SortBounds(KeyBytes.hash16(KeyBytes.sequence(partition)), false);
    }

    /**
     * In an index, within a partition.
     *
     * @param leading the values that the sort attributes before the one in question must have
     */
    public static SortBounds ofIndex(List<AttributeValue> partition, List<AttributeValue> leading) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(KeyBytes.hash16(KeyBytes.sequence(partition)));
        leading.forEach(value -> KeyBytes.appendEnded(bytes, value));
        return new SortBounds(bytes.toByteArray(), true);
    }

    /** All rows, whatever their sort key. */
    public KeyRange all() {
        return KeyRange.startingWith(start(prefix));
    }

    /** The rows with this sort key. */
    public KeyRange equalTo(AttributeValue value) {
        return between(value, value);
    }

    /** The rows with a lower sort key. */
    public KeyRange below(AttributeValue value) {
        var place = place(value);
        return new KeyRange(all().from(), isShortened(place) ? end(place) : Optional.of(place));
    }

    /** The rows with this sort key or a lower one. */
    public KeyRange upTo(AttributeValue value) {
        return new KeyRange(all().from(), end(place(value)));
    }

    /** The rows with a higher sort key. */
    public KeyRange above(AttributeValue value) {
        var place = place(value);
        return new KeyRange(isShortened(place) ? start(place) : end(place).orElseThrow(), all().to());
    }

    /** The rows with this sort key or a higher one. */
    public KeyRange startingAt(AttributeValue value) {
        return new KeyRange(start(place(value)), all().to());
    }

    /** The rows with a sort key between these, or one of these. */
    public KeyRange between(AttributeValue low, AttributeValue high) {
        return new KeyRange(start(place(low)), end(place(high)));
    }

    /** The rows with a sort key that begins with a string or a binary. */
    public KeyRange beginningWith(AttributeValue beginning) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(prefix);
        if (index) {
            KeyBytes.appendEscaped(bytes, beginning);
        } else {
            bytes.writeBytes(KeyBytes.plain(beginning));
        }
        return KeyRange.startingWith(start(bytes.toByteArray()));
    }

    /** What the keys of rows with that sort key begin with, or in a table are. */
    private byte[] place(AttributeValue value) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(prefix);
        if (index) {
            KeyBytes.appendEnded(bytes, value);
        } else {
            bytes.writeBytes(KeyBytes.plain(value));
        }
        return bytes.toByteArray();
    }

    private boolean isShortened(byte[] place) {
        return start(place).length < place.length;
    }

    private byte[] start(byte[] place) {
        return index ? KeyCodec.shortened(place) : place;
    }

    private Optional<byte[]> end(byte[] place) {
        return index ? KeyRange.afterAllStartingWith(start(place)) : Optional.of(KeyRange.successor(place));
    }
}
