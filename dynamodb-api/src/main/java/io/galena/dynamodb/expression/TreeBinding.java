package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.ActionSyntax;
import io.galena.dynamodb.expression.syntax.ConditionSyntax;
import io.galena.dynamodb.expression.syntax.ExpressionKind;
import io.galena.dynamodb.expression.syntax.PathSyntax;
import io.galena.dynamodb.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one PartiQL statement, against which the trees in it are bound: to the same conditions, updates and projections as those of
 * requests with expressions, by the same rules. Errors are those of expressions, without the name of a request parameter before them; of
 * several paths the first comes first. For one thread.
 */
public final class TreeBinding {
    private final Placeholders<String> names = new Placeholders<>(PlaceholderRules.NAMES, Map.of());
    private final Placeholders<AttributeValue> values;

    /** Takes the values by the keys that the trees call them. */
    public TreeBinding(Map<String, AttributeValue> values) {
        this.values = new Placeholders<>(PlaceholderRules.VALUES, values);
    }

    public Condition condition(ConditionSyntax tree) {
        return new ConditionBinder(scope()).bind(tree);
    }

    public Update update(List<ActionSyntax> actions) {
        var bound = new UpdateBinder(scope()).bind(actions.reversed());
        return new Update(bound.actions().reversed());
    }

    /** A projection on parts that are shown under the names given. */
    public Projection projection(Map<String, PathSyntax> parts) {
        var paths = PathBinder.bind(scope(), List.copyOf(parts.values()).reversed())
                .reversed()
                .iterator();
        var named = new LinkedHashMap<String, DocumentPath>();
        parts.keySet().forEach(name -> named.put(name, paths.next()));
        return Projection.named(named);
    }

    private Scope scope() {
        return new Scope(ExpressionKind.STATEMENT, names, values);
    }
}
