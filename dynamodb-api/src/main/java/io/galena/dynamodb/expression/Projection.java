package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The parts of an item that a request wants. Immutable. */
public final class Projection {
    private final List<DocumentPath> paths;
    private final UnaryOperator<Item> cut;
    private final AttributeSelection selection;

    private Projection(List<DocumentPath> paths, UnaryOperator<Item> cut) {
        this.paths = List.copyOf(paths);
        this.cut = cut;
        this.selection = AttributeSelection.of(attributes());
    }

    /** A projection on these places, of which none is inside of another: the parts stay where they are. */
    public Projection(List<DocumentPath> paths) {
        var tree = PathTree.of(paths, Function.identity());
        this(paths, item -> PathPicker.pick(tree, item));
    }

    /** A projection on these places, of which each becomes an attribute of that name. */
    public static Projection named(Map<String, DocumentPath> parts) {
        var copy = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        return new Projection(List.copyOf(copy.values()), item -> pick(copy, item));
    }

    /**
     * The wanted parts that the item has: maps keep the wanted members only, and lists the wanted elements only, moved together. What the
     * item does not have is left out, together with lists and maps that would be empty for it.
     */
    public Item apply(Item item) {
        return cut.apply(item);
    }

    /** The top-level attributes that decide what it makes of an item. */
    public AttributeSelection selection() {
        return selection;
    }

    /** All places, in the order of the text. */
    public List<DocumentPath> paths() {
        return paths;
    }

    /** The top-level attributes that are wanted, wholly or in part, in the order of the text. */
    public Set<String> attributes() {
        var names = new LinkedHashSet<String>();
        paths.forEach(path -> names.add(path.attribute()));
        return Collections.unmodifiableSet(names);
    }

    private static Item pick(Map<String, DocumentPath> parts, Item item) {
        var picked = new LinkedHashMap<String, AttributeValue>();
        parts.forEach((name, path) -> path.find(item).ifPresent(part -> picked.put(name, part)));
        return new Item(picked);
    }
}
