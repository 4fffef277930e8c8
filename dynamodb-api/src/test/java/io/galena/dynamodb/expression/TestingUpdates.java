package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary items and updates over so few names and positions that they often meet; made from a random source in one step. */
final class TestingUpdates {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int MAX_DEPTH = 3;

    private final Random random;

    private TestingUpdates(Random random) {
        this.random = random;
    }

    static Arbitrary<Item> items() {
        return Arbitraries.randomValue(random -> new TestingUpdates(random).item());
    }

    /** Updates whose targets do not overlap. */
    static Arbitrary<Update> updates() {
        return Arbitraries.randomValue(random -> new TestingUpdates(random).update());
    }

    private Item item() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        NAMES.forEach(name -> attributes.put(name, value(1)));
        attributes.remove(random.nextInt(3) == 0 ? "a" : "none");
        return new Item(attributes);
    }

    private Update update() {
        var update = new Update(List.of(action()));
        for (var i = random.nextInt(4); i > 0; i--) {
            var actions = new ArrayList<>(update.actions());
            actions.add(action());
            try {
                update = new Update(actions);
            } catch (IllegalArgumentException _) {
                // Overlaps with another one: go on without it.
            }
        }
        return update;
    }

    private Update.Action action() {
        return switch (random.nextInt(6)) {
            case 0 -> new Update.Action.Remove(path());
            case 1 -> new Update.Action.Add(path(), random.nextBoolean() ? number() : set());
            case 2 -> new Update.Action.Delete(path(), set());
            default -> new Update.Action.Set(path(), computation(0));
        };
    }

    private Computation computation(int depth) {
        return switch (random.nextInt(depth < 2 ? 9 : 2)) {
            case 0 -> new Computation.Constant(value(1));
            case 1 -> new Computation.Attribute(path());
            case 2 -> new Computation.IfNotExists(path(), computation(depth + 1));
            case 3 -> new Computation.ListAppend(computation(depth + 1), new Computation.Constant(list(1)));
            case 4 -> new Computation.Plus(computation(depth + 1), new Computation.Constant(number()));
            case 5 -> new Computation.Minus(new Computation.Constant(number()), computation(depth + 1));
            default -> new Computation.Constant(value(1));
        };
    }

    private DocumentPath path() {
        var steps = new ArrayList<DocumentPath.Step>();
        while (steps.size() < MAX_DEPTH && random.nextInt(5) < 2) {
            steps.add(
                    random.nextBoolean()
                            ? new DocumentPath.Step.Field(name())
                            : new DocumentPath.Step.Index(random.nextInt(5)));
        }
        return new DocumentPath(name(), steps);
    }

    private AttributeValue value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 7 : 2)) {
            case 0 -> number();
            case 1 -> set();
            case 2, 3 -> list(depth);
            default -> {
                var members = new LinkedHashMap<String, AttributeValue>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    members.put(name(), value(depth + 1));
                }
                yield new AttributeValue.M(members);
            }
        };
    }

    private AttributeValue.L list(int depth) {
        var elements = new ArrayList<AttributeValue>();
        for (var i = random.nextInt(4); i > 0; i--) {
            elements.add(value(depth + 1));
        }
        return new AttributeValue.L(elements);
    }

    private AttributeValue number() {
        return new AttributeValue.N(DynamoNumber.of(random.nextInt(10) - 5));
    }

    private AttributeValue set() {
        return new AttributeValue.SS(NAMES.subList(random.nextInt(2), 2 + random.nextInt(2)));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }
}
