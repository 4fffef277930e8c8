package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.ActionSyntax;
import io.galena.dynamodb.expression.syntax.ConditionSyntax;
import io.galena.dynamodb.expression.syntax.PathSyntax;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement as it is written, in the terms of the expression language. Its trees refer to its values by {@link #key}.
 *
 * @param parameters how many parameters it has
 */
public record StatementSyntax(Body body, List<StatementValue> values, int parameters) {
    public StatementSyntax {
        values = List.copyOf(values);
    }

    /** What trees call the value of that index. */
    public static String key(int index) {
        return ":" + index;
    }

    /** What a statement does. */
    public sealed interface Body {
        /** The table. */
        String table();
    }

    /**
     * {@code SELECT projection FROM table.index WHERE ... ORDER BY ...}.
     *
     * @param projection the parts that are wanted, by the names that they are to have; none for {@code *}
     */
    public record Select(
            String table,
            Optional<String> index,
            Map<String, PathSyntax> projection,
            Optional<ConditionSyntax> where,
            List<Order> order)
            implements Body {
        public Select {
            projection = Collections.unmodifiableMap(new LinkedHashMap<>(projection));
            order = List.copyOf(order);
        }
    }

    /** {@code EXISTS(SELECT ...)}. */
    public record Exists(Select select) implements Body {
        @Override
        public String table() {
            return select.table();
        }
    }

    /** {@code INSERT INTO table VALUE item}. */
    public record Insert(String table, Map<String, StatementValue> item) implements Body {
        public Insert {
            item = Collections.unmodifiableMap(new LinkedHashMap<>(item));
        }
    }

    /** {@code UPDATE table SET ... REMOVE ... WHERE ... RETURNING ...}. */
    public record Update(
            String table, List<ActionSyntax> actions, Optional<ConditionSyntax> where, Optional<Returning> returning)
            implements Body {
        public Update {
            actions = List.copyOf(actions);
        }
    }

    /** {@code DELETE FROM table WHERE ... RETURNING ...}; what it returns is the old item. */
    public record Delete(String table, Optional<ConditionSyntax> where, boolean returnsOld) implements Body {}

    /** A term of ORDER BY. */
    public record Order(String attribute, boolean ascending) {}
}
