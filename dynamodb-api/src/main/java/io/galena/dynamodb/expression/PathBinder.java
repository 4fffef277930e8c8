package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.PathSyntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds the paths of a projection, or the targets of an update, of which no two may meet: neither is part of the other, nor do they take one
 * place for a map and for a list. The last path comes first, as it does in the service, so that of several errors the same one is told.
 */
final class PathBinder {
    private static final String REWRITE = "; must remove or rewrite one of these paths; ";

    private final Scope scope;
    private final Map<String, List<DocumentPath>> bound = new HashMap<>();

    private PathBinder(Scope scope) {
        this.scope = scope;
    }

    /** The paths, in the order given. */
    static List<DocumentPath> bind(Scope scope, List<PathSyntax> syntax) {
        var binder = new PathBinder(scope);
        var paths = new DocumentPath[syntax.size()];
        for (var i = paths.length - 1; i >= 0; i--) {
            paths[i] = binder.bind(syntax.get(i));
        }
        return Arrays.asList(paths);
    }

    private DocumentPath bind(PathSyntax syntax) {
        var path = scope.path(syntax);
        var others = bound.computeIfAbsent(path.attribute(), _ -> new ArrayList<>());
        others.forEach(other -> requireApart(path, other));
        others.add(path);
        return path;
    }

    /** Two paths that begin with the same attribute must part at some step. */
    private void requireApart(DocumentPath one, DocumentPath two) {
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
