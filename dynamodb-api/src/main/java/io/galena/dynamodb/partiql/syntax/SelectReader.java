package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.PathSyntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads queries. */
final class SelectReader {
    private final Reading reading;
    private final SourceReader sources;
    private final ConditionReader conditions;
    private final PathReader paths;

    SelectReader(Reading reading, SourceReader sources, ConditionReader conditions) {
        this.reading = reading;
        this.sources = sources;
        this.conditions = conditions;
        this.paths = new PathReader(reading);
    }

    StatementSyntax.Select select(Node.Query query) {
        var projection = projection(query.projections());
        var source = sources.source(query.source());
        var where = query.where().stream().findFirst().map(conditions::where);
        return new StatementSyntax.Select(
                source.getFirst(),
                source.size() > 1 ? Optional.of(source.getLast()) : Optional.empty(),
                projection,
                where,
                query.order().stream().map(this::order).toList());
    }

    private Map<String, PathSyntax> projection(List<Node> nodes) {
        var projection = new LinkedHashMap<String, PathSyntax>();
        for (var node : nodes) {
            if (node instanceof Node.Path(var _, var steps, var _)
                    && steps.stream().anyMatch(step -> !(step instanceof Node.Step.Into))) {
                throw reading.invalid("Changing item's hierarchy while reading isn't supported");
            }
            var path = paths.path(node);
            var name = name(path.steps());
            if (projection.put(name, path) != null) {
                throw reading.invalid("Duplicate identifiers in select clause: " + name);
            }
        }
        return projection;
    }

    /** What a part of an item is called by itself: as its parent calls it, with the positions behind. */
    private static String name(List<PathSyntax.Step> steps) {
        var name = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case PathSyntax.Step.Name(var text) -> {
                    name.setLength(0);
                    name.append(text);
                }
                case PathSyntax.Step.Index(var position) ->
                    name.append('[').append(position).append(']');
                case PathSyntax.Step.Placeholder _ -> throw new IllegalArgumentException("PartiQL has none");
            }
        }
        return name.toString();
    }

    private StatementSyntax.Order order(Node.Order order) {
        return switch (order.by()) {
            case Node.Variable(var name, var _) -> new StatementSyntax.Order(name, order.ascending());
            case Node.Path _ -> throw noVariable("PATH");
            case Node.Text(var text, var _) -> throw noVariable("\"" + text + "\"");
            default -> throw noVariable(reading.text(order.by().token()));
        };
    }

    private RuntimeException noVariable(String type) {
        return reading.invalid("Argument to ORDER BY must be of type VariableReference. Type: " + type);
    }
}
