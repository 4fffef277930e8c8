package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.Item;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The parts of an item that a request wants. Immutable. */
public final class Projection {
    private final List<DocumentPath> paths;
    private final PathTree.Fields<DocumentPath> tree;

    /** A projection on these places, of which none is inside of another. */
    public Projection(List<DocumentPath> paths) {
        this.paths = List.copyOf(paths);
        this.tree = PathTree.of(this.paths, Function.identity());
    }

    /**
     * The wanted parts that the item has: maps keep the wanted members only, and lists the wanted elements only, moved together. What the
     * item does not have is left out, together with lists and maps that would be empty for it.
     */
    public Item apply(Item item) {
        return PathPicker.pick(tree, item);
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
}
