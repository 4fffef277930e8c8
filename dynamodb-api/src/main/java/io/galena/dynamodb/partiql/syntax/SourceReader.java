package io.galena.dynamodb.partiql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads nodes as names of tables and indexes. */
final class SourceReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    private final Reading reading;

    SourceReader(Reading reading) {
        this.reading = reading;
    }

    /** A table, or a table and one of its indexes. */
    List<String> source(Node node) {
        var names = new ArrayList<String>();
        if (node instanceof Node.Path(Node.Variable(var table, var _), var steps, var _)) {
            names.add(table);
            steps.forEach(step -> names.add(name(step)));
        } else if (node instanceof Node.Variable(var table, var _)) {
            names.add(table);
        } else {
            throw reading.invalid("Unexpected from source");
        }
        if (names.size() > 2) {
            throw reading.invalid("A path may contain at most 2 components in the FROM clause");
        }
        names.forEach(this::check);
        return names;
    }

    String tableToInsertInto(Node node) {
        if (!(node instanceof Node.Variable)) {
            throw reading.invalid("FROM clause may only contain a single table name in data manipulation statements");
        }
        return source(node).getFirst();
    }

    String tableToChange(Node node) {
        var names = source(node);
        if (names.size() > 1) {
            throw reading.invalid("This operation is not supported on an index");
        }
        return names.getFirst();
    }

    private String name(Node.Step step) {
        return switch (step) {
            case Node.Step.Into(Node.Variable(var name, var _), var _) -> name;
            case Node.Step.Into(Node.Text(var name, var _), var _) -> name;
            case Node.Step.Into _, Node.Step.Wildcard _, Node.Step.Unpivot _ ->
                throw reading.invalid("Invalid list expression in source.");
        };
    }

    private void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw reading.invalid(
                    "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9',"
                            + " '-', '_', '.'.");
        }
    }
}
