package io.galena.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some top-level attributes, to be found in the canonical JSON of items ({@link ItemCodec}) without parsing the others, which are passed
 * over as bytes. Immutable.
 */
public final class AttributeSelection {
    private static final AttributeValue ANY = new AttributeValue.Null();

    private final Map<String, String> namesByJson;
    /** A bit for each length that a name has as JSON, the last one for all that are longer: most names differ by that. */
    private final long lengths;

    private AttributeSelection(Map<String, String> namesByJson, long lengths) {
        this.namesByJson = namesByJson;
        this.lengths = lengths;
    }

    /** The attributes of these names. */
    public static AttributeSelection of(Collection<String> names) {
        var namesByJson = HashMap.<String, String>newHashMap(names.size());
        var lengths = 0L;
        for (var name : names) {
            var member = ItemPart.member(name, ANY);
            var length = ItemPart.afterString(member, 0) - 2;
            namesByJson.put(new String(member, 1, length, UTF_8), name);
            lengths |= bit(length);
        }
        return new AttributeSelection(namesByJson, lengths);
    }

    /** Finds the attributes in an item, given as its canonical JSON; other bytes are a defect, and give any exception or any part. */
    public ItemPart in(byte[] item) {
        var members = new ArrayList<ItemPart.Member>(namesByJson.size());
        var next = 1;
        while (item[next] != '}') {
            var from = next;
            var colon = ItemPart.afterString(item, from);
            next = ItemPart.afterObject(item, colon + 1);
            var name = name(item, from + 1, colon - 1);
            if (name != null) {
                members.add(new ItemPart.Member(name, from, next));
            }
            if (item[next] == ',') {
                next++;
            }
        }
        return new ItemPart(this, item, members);
    }

    Collection<String> names() {
        return namesByJson.values();
    }

    /** The name that stands there as JSON, if it is one of the selected. */
    private @Nullable String name(byte[] json, int from, int to) {
        return (lengths & bit(to - from)) == 0 ? null : namesByJson.get(new String(json, from, to - from, UTF_8));
    }

    private static long bit(int length) {
        return 1L << Math.min(length, Long.SIZE - 1);
    }
}
