package io.galena.dynamodb.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Document paths folded into a tree, so that what they touch in an item is visited in one walk. The root is the item itself: it has
 * fields. Not changed any more once it is built.
 */
sealed interface PathTree<T> {
    /** Where a path ends, and what it stands for. */
    record End<T>(T what) implements PathTree<T> {}

    /** Paths that go on into members of a map, in the order of the paths. */
    record Fields<T>(Map<String, PathTree<T>> children) implements PathTree<T> {}

    /** Paths that go on into elements of a list, by position. */
    record Elements<T>(SortedMap<Integer, PathTree<T>> children) implements PathTree<T> {}

    /**
     * The tree of the paths of some things.
     *
     * @throws IllegalArgumentException if the path of one is inside of another's, or takes a list for what another takes for a map
     */
    static <T> Fields<T> of(List<T> things, Function<T, DocumentPath> path) {
        var root = new Fields<T>(new LinkedHashMap<>());
        for (var thing : things) {
            add(root, path.apply(thing), thing);
        }
        return root;
    }

    private static <T> void add(Fields<T> root, DocumentPath path, T thing) {
        PathTree<T> parent = root;
        DocumentPath.Step into = new DocumentPath.Step.Field(path.attribute());
        for (var next : path.steps()) {
            PathTree<T> branch = branch(next);
            var there = putIfAbsent(parent, into, branch);
            parent = there == null ? branch : there;
            into = next;
        }
        if (putIfAbsent(parent, into, new End<>(thing)) != null) {
            throw new IllegalArgumentException("Paths overlap at " + path);
        }
    }

    /** The empty branch that a step can be made from. */
    private static <T> PathTree<T> branch(DocumentPath.Step step) {
        return switch (step) {
            case DocumentPath.Step.Field _ -> new Fields<>(new LinkedHashMap<>());
            case DocumentPath.Step.Index _ -> new Elements<>(new TreeMap<>());
        };
    }

    /** Puts a child where a step leads; answers the one that was there before, if any, which then stays. */
    private static <T> @Nullable PathTree<T> putIfAbsent(
            PathTree<T> parent, DocumentPath.Step step, PathTree<T> child) {
        if (parent instanceof Fields<T>(var children) && step instanceof DocumentPath.Step.Field(var name)) {
            return children.putIfAbsent(name, child);
        }
        if (parent instanceof Elements<T>(var children) && step instanceof DocumentPath.Step.Index(var position)) {
            return children.putIfAbsent(position, child);
        }
        throw new IllegalArgumentException("Paths overlap or conflict at " + step);
    }
}
