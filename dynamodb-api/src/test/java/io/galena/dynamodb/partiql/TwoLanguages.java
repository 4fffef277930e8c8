package io.galena.dynamodb.partiql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random conditions and updates, written in both languages at once: as an expression whose values have the names :0, :1 and so on, and as
 * PartiQL with parameters in the same order.
 */
final class TwoLanguages {
    private static final int MAX_DEPTH = 3;
    private static final List<String> NAMES = List.of("a", "b1", "c_d", "nested", "h", "r");
    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");

    private final Random random;
    private int values;

    TwoLanguages(Random random) {
        this.random = random;
    }

    /** How many values have been used. */
    int values() {
        return values;
    }

    Text condition() {
        return condition(0);
    }

    /** One to three actions on different attributes. */
    Text update() {
        var actions = new ArrayList<Text>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            actions.add(action("t" + i + (random.nextBoolean() ? "[" + random.nextInt(3) + "].x" : "")));
        }
        return actions.stream().reduce((one, two) -> one.join(" ", two)).orElseThrow();
    }

    private Text action(String target) {
        var value = value();
        var path = path();
        return switch (random.nextInt(4)) {
            case 0 -> new Text("SET " + target + " = " + value.expression(), "SET " + target + " = " + value.partiQl());
            case 1 ->
                new Text(
                        "SET " + target + " = " + path + " + " + value.expression(),
                        "set " + target + "=" + path + "+" + value.partiQl());
            case 2 ->
                new Text(
                        "SET " + target + " = if_not_exists(" + path + ", " + value.expression() + ")",
                        "SET " + target + " = IF_NOT_EXISTS(" + path + "," + value.partiQl() + ")");
            default ->
                new Text(
                        "SET " + target + " = " + value.expression() + " - " + path,
                        "SET " + target + " = " + value.partiQl() + " - " + path);
        };
    }

    private Text condition(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 10 : 7)) {
            case 0, 1 -> {
                var comparator = COMPARATORS.get(random.nextInt(COMPARATORS.size()));
                yield Text.same(path()).join(comparator, value());
            }
            case 2 -> Text.same(path()).join(" BETWEEN ", value()).join(" AND ", value());
            case 3 ->
                Text.same(path()).join(" IN (", value()).join(", ", value()).join("", Text.same(")"));
            case 4 -> Text.same("contains(" + path()).join(", ", value()).join("", Text.same(")"));
            case 5 -> Text.same("size(" + path() + ") >= " + path());
            case 6 -> {
                var path = path();
                yield random.nextBoolean()
                        ? new Text("attribute_not_exists(" + path + ")", path + " IS MISSING")
                        : new Text("NOT attribute_not_exists(" + path + ")", path + " IS NOT MISSING");
            }
            case 7 -> condition(depth + 1).join(" AND ", condition(depth + 1)).grouped();
            case 8 -> condition(depth + 1).join(" OR ", condition(depth + 1)).grouped();
            default -> Text.same("NOT ").join("", condition(depth + 1).grouped());
        };
    }

    private Text value() {
        return new Text(":" + values++, "?");
    }

    private String path() {
        var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
        while (random.nextInt(3) == 0) {
            path.append(random.nextBoolean() ? "[" + random.nextInt(5) + "]" : ".part");
        }
        return path.toString();
    }

    /** The same in both languages. */
    record Text(String expression, String partiQl, boolean isGroup) {
        Text(String expression, String partiQl) {
            this(expression, partiQl, false);
        }

        static Text same(String text) {
            return new Text(text, text);
        }

        Text join(String between, Text next) {
            return new Text(expression + between + next.expression, partiQl + between + next.partiQl);
        }

        Text grouped() {
            return isGroup ? this : new Text("(" + expression + ")", "(" + partiQl + ")", true);
        }
    }
}
