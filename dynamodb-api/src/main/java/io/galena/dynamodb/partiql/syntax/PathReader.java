package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.PathSyntax;
import java.util.ArrayList;

/** Reads nodes as document paths. */
final class PathReader {
    private final Reading reading;

    PathReader(Reading reading) {
        this.reading = reading;
    }

    PathSyntax path(Node node) {
        var steps = new ArrayList<PathSyntax.Step>();
        if (node instanceof Node.Path(var root, var more, var _)) {
            steps.add(attribute(root));
            more.forEach(step -> steps.add(step(step)));
        } else {
            steps.add(attribute(node));
        }
        return new PathSyntax(steps);
    }

    /** Checks the name of an attribute or of a member of a map. */
    String name(String name) {
        if (name.isEmpty()) {
            throw reading.invalid("Path component cannot be an empty string");
        }
        return name;
    }

    private PathSyntax.Step attribute(Node node) {
        if (node instanceof Node.Variable(var name, var _)) {
            return new PathSyntax.Step.Name(name(name));
        }
        throw unexpected(node.token());
    }

    private PathSyntax.Step step(Node.Step step) {
        return switch (step) {
            case Node.Step.Into(Node.Variable(var name, var _), var _) -> new PathSyntax.Step.Name(name(name));
            case Node.Step.Into(Node.Text(var name, var _), var _) -> new PathSyntax.Step.Name(name(name));
            case Node.Step.Into(Node.Digits(var digits, var token), var _) ->
                new PathSyntax.Step.Index(position(digits, token));
            case Node.Step.Into(var key, var _) -> throw unexpected(key.token());
            case Node.Step.Wildcard(var token) ->
                throw reading.invalidAt(token, "Wildcard path component like a[*].b are not supported");
            case Node.Step.Unpivot(var token) ->
                throw reading.invalidAt(token, "Unpivot path component like a.*.b are not supported");
        };
    }

    private int position(String digits, Token token) {
        if (digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            throw unexpected(token);
        }
        try {
            var position = Integer.parseInt(digits);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException _) {
            // Not within the range either.
        }
        throw reading.invalidAt(token, "List index is not within the allowable range; index: [" + digits + "]");
    }

    private RuntimeException unexpected(Token token) {
        return reading.invalidAt(token, "Unexpected path component");
    }
}
