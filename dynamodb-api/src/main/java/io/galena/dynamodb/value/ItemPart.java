package io.galena.dynamodb.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The attributes of an {@link AttributeSelection} in the canonical JSON of one item. Immutable. */
public final class ItemPart {
    private static final int USUAL_GROWTH = 64;

    private final AttributeSelection selection;
    private final byte[] json;
    private final List<Member> members;

    /** @param members those of the item that are selected, in the order of the item */
    ItemPart(AttributeSelection selection, byte[] json, List<Member> members) {
        this.selection = selection;
        this.json = json;
        this.members = members;
    }

    /** The item without what is not selected. */
    public Item item() {
        return members.isEmpty() ? Item.empty() : ItemCodec.decode(part());
    }

    /**
     * The whole item, in which the selected attributes are as another one has them, or lacks them; the others stay as they are. What it
     * already has stays where it is, what is new comes last.
     *
     * @return the new item's canonical JSON
     */
    public byte[] replaced(Item values) {
        var whole = new JsonObject(json.length + USUAL_GROWTH);
        var added = new HashSet<>(selection.names());
        var next = 1;
        for (var member : members) {
            added.remove(member.name());
            var value = values.attributes().get(member.name());
            whole.add(json, next, json[member.from() - 1] == ',' ? member.from() - 1 : member.from());
            if (value != null) {
                whole.add(member(member.name(), value));
            }
            next = json[member.to()] == ',' ? member.to() + 1 : member.to();
        }
        whole.add(json, next, json.length - 1);
        values.attributes().forEach((name, value) -> {
            if (added.contains(name)) {
                whole.add(member(name, value));
            }
        });
        return whole.end();
    }

    private byte[] part() {
        var part = new JsonObject(USUAL_GROWTH);
        members.forEach(member -> part.add(json, member.from(), member.to()));
        return part.end();
    }

    /** Where the string ends that begins with that quote. */
    static int afterString(byte[] json, int quote) {
        var next = quote + 1;
        while (json[next] != '"') {
            next += json[next] == '\\' ? 2 : 1;
        }
        return next + 1;
    }

    /** Where the object ends that begins with that brace. */
    static int afterObject(byte[] json, int brace) {
        var depth = 0;
        var next = brace;
        do {
            switch (json[next]) {
                case '"' -> next = afterString(json, next);
                case '{', '[' -> {
                    depth++;
                    next++;
                }
                case '}', ']' -> {
                    depth--;
                    next++;
                }
                default -> next++;
            }
        } while (depth > 0);
        return next;
    }

    /** A name and its value, as they stand in an item. */
    static byte[] member(String name, AttributeValue value) {
        var item = ItemCodec.encode(new Item(Map.of(name, value)));
        return Arrays.copyOfRange(item, 1, item.length - 1);
    }

    /** Where a selected attribute stands in an item's JSON, from its name's quote to behind its value. */
    record Member(String name, int from, int to) {}

    /** An object put together of members. */
    private static final class JsonObject {
        private byte[] bytes;
        private int length = 1;

        JsonObject(int usualLength) {
            bytes = new byte[usualLength];
            bytes[0] = '{';
        }

        void add(byte[] members) {
            add(members, 0, members.length);
        }

        /** Adds members, or none, with a comma between what is there and what comes. */
        void add(byte[] members, int from, int to) {
            if (from >= to) {
                return;
            }
            if (length > 1) {
                append(',');
            }
            reserve(to - from);
            System.arraycopy(members, from, bytes, length, to - from);
            length += to - from;
        }

        byte[] end() {
            append('}');
            return Arrays.copyOf(bytes, length);
        }

        private void append(char sign) {
            reserve(1);
            bytes[length++] = (byte) sign;
        }

        private void reserve(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }
    }
}
