package io.galena.dynamodb.expression;

import java.util.List;

/**
 * Finds paths of one expression that meet: one is part of the other, or they take the same place for a map and for a list. Of several
 * meetings the first in the text is told.
 */
final class PathOverlap {
    private static final String REWRITE = "; must remove or rewrite one of these paths; ";

    private PathOverlap() {}

    static void requireNone(Scope scope, List<DocumentPath> paths) {
        for (var later = 1; later < paths.size(); later++) {
            for (var earlier = 0; earlier < later; earlier++) {
                requireApart(scope, paths.get(earlier), paths.get(later));
            }
        }
    }

    private static void requireApart(Scope scope, DocumentPath one, DocumentPath two) {
        if (!one.attribute().equals(two.attribute())) {
            return;
        }
        for (var i = 0; i < Math.min(one.steps().size(), two.steps().size()); i++) {
            var left = one.steps().get(i);
            var right = two.steps().get(i);
            if (left instanceof DocumentPath.Step.Field != right instanceof DocumentPath.Step.Field) {
                throw scope.invalid("Two document paths conflict with each other" + REWRITE + "path one: " + one
                        + ", path two: " + two);
            }
            if (!left.equals(right)) {
                return;
            }
        }
        throw scope.invalid(
                "Two document paths overlap with each other" + REWRITE + "path one: " + one + ", path two: " + two);
    }
}
