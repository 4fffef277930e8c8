package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random conditions on a random item, each with the answer that follows from the words of DynamoDB's documentation. The item is
 * kept as plain Java objects: String, Long, byte[], Boolean, {@link Nothing}, List, Map, and Set of strings. Values come from few
 * possible ones, so that they often meet.
 */
final class ConditionModel {
    private static final int MAX_DEPTH = 3;
    private static final List<String> NAMES = List.of("a", "b1", "c_d", "nested");
    private static final List<String> TEXTS = List.of("", "x", "xy", "y", "z😀");

    private final Random random;
    private final Map<String, Object> attributes = new TreeMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    ConditionModel(Random random) {
        this.random = random;
        for (var name : NAMES) {
            if (random.nextInt(5) > 0) {
                attributes.put(name, value(2));
            }
        }
    }

    /** A condition's text, and whether it holds for the item. */
    record Answer(String text, boolean holds) {}

    private record Nothing() {}

    /** What stands in a condition, and what the item has there, if anything. */
    private record Place(String text, @Nullable Object found) {}

    Item item() {
        return new Item(((AttributeValue.M) attributeValue(attributes)).values());
    }

    /** The values that the condition uses. */
    Optional<Item> values() {
        return values.isEmpty() ? Optional.empty() : Optional.of(new Item(values));
    }

    Answer condition() {
        return condition(0);
    }

    private Answer condition(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 13 : 9)) {
            case 0 -> equality();
            case 1 -> comparison();
            case 2 -> between();
            case 3 -> in();
            case 4 -> function("attribute_exists", path -> path.found() != null);
            case 5 -> function("attribute_not_exists", path -> path.found() == null);
            case 6 -> type();
            case 7 -> random.nextBoolean() ? beginsWith() : contains();
            case 8 -> size();
            case 9, 10 -> combined(" AND ", Boolean::logicalAnd, depth);
            case 11 -> combined(" OR ", Boolean::logicalOr, depth);
            default -> {
                var inner = condition(depth + 1);
                yield new Answer("NOT (" + inner.text() + ")", !inner.holds());
            }
        };
    }

    private Answer combined(String operator, BiFunction<Boolean, Boolean, Boolean> of, int depth) {
        var left = condition(depth + 1);
        var right = condition(depth + 1);
        return new Answer(
                "(" + left.text() + ")" + operator + "(" + right.text() + ")", of.apply(left.holds(), right.holds()));
    }

    private Answer equality() {
        var left = path();
        var right = constant(value(1));
        var same = left.found() != null && equal(left.found(), Objects.requireNonNull(right.found()));
        return random.nextBoolean()
                ? new Answer(left.text() + " = " + right.text(), same)
                : new Answer(left.text() + " <> " + right.text(), !same);
    }

    private Answer comparison() {
        var left = path();
        var right = constant(scalar());
        var order = order(left.found(), right.found());
        return switch (random.nextInt(4)) {
            case 0 ->
                new Answer(
                        left.text() + " < " + right.text(),
                        order.filter(sign -> sign < 0).isPresent());
            case 1 ->
                new Answer(
                        left.text() + " <= " + right.text(),
                        order.filter(sign -> sign <= 0).isPresent());
            case 2 ->
                new Answer(
                        left.text() + ">" + right.text(),
                        order.filter(sign -> sign > 0).isPresent());
            default ->
                new Answer(
                        right.text() + "<=" + left.text(),
                        order.filter(sign -> sign >= 0).isPresent());
        };
    }

    private Answer between() {
        var low = scalar();
        var high = scalar();
        if (order(low, high).isEmpty() || order(low, high).get() > 0) {
            high = low;
        }
        var path = path();
        var text = path.text() + " BETWEEN " + constant(low).text() + " AND "
                + constant(high).text();
        return new Answer(
                text,
                order(path.found(), low).filter(sign -> sign >= 0).isPresent()
                        && order(path.found(), high).filter(sign -> sign <= 0).isPresent());
    }

    private Answer in() {
        var path = path();
        var candidates = new ArrayList<String>();
        var found = false;
        for (var i = random.nextInt(3); i >= 0; i--) {
            var candidate = value(1);
            candidates.add(constant(candidate).text());
            found |= path.found() != null && equal(path.found(), candidate);
        }
        return new Answer(path.text() + " IN (" + String.join(", ", candidates) + ")", found);
    }

    private Answer function(String name, Predicate<Place> holds) {
        var path = path();
        return new Answer(name + "(" + path.text() + ")", holds.test(path));
    }

    private Answer type() {
        var path = path();
        var type = List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS")
                .get(random.nextInt(10));
        return new Answer(
                "attribute_type(" + path.text() + ", " + constant(type).text() + ")",
                path.found() != null && typeOf(path.found()).equals(type));
    }

    private Answer beginsWith() {
        var path = path();
        var prefix = random.nextBoolean() ? text() : bytes();
        var holds = switch (path.found()) {
            case String whole -> prefix instanceof String start && whole.startsWith(start);
            case byte[] all -> prefix instanceof byte[] first && startsWith(all, 0, first);
            case null, default -> false;
        };
        return new Answer("begins_with(" + path.text() + "," + constant(prefix).text() + ")", holds);
    }

    private Answer contains() {
        var path = path();
        var member = scalar();
        var holds = switch (path.found()) {
            case String whole -> member instanceof String part && whole.contains(part);
            case byte[] all -> member instanceof byte[] part && hasPart(all, part);
            case Set<?> set -> member instanceof String text && set.contains(text);
            case List<?> list -> list.stream().anyMatch(element -> equal(element, member));
            case null, default -> false;
        };
        return new Answer("contains(" + path.text() + ", " + constant(member).text() + ")", holds);
    }

    private Answer size() {
        var path = path();
        var bound = (long) random.nextInt(4);
        var size = switch (path.found()) {
            // UTF-16 units, as the service counts.
            case String text -> text.length();
            case byte[] bytes -> bytes.length;
            case Set<?> set -> set.size();
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> -1;
        };
        return new Answer("size(" + path.text() + ") > " + constant(bound).text(), size > bound);
    }

    private Place path() {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var text = new StringBuilder(name);
        var found = attributes.get(name);
        while (random.nextInt(3) == 0) {
            if ((found instanceof List<?> elements && !elements.isEmpty()) || random.nextInt(4) == 0) {
                var index = random.nextInt(3);
                text.append('[').append(index).append(']');
                found = found instanceof List<?> list && index < list.size() ? list.get(index) : null;
            } else {
                var member = NAMES.get(random.nextInt(NAMES.size()));
                text.append('.').append(member);
                found = found instanceof Map<?, ?> map ? map.get(member) : null;
            }
        }
        return new Place(text.toString(), found);
    }

    private Place constant(Object value) {
        var name = ":v" + values.size();
        values.put(name, attributeValue(value));
        return new Place(name, value);
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1, 2 -> scalar();
            case 3 -> random.nextBoolean();
            case 4 -> new Nothing();
            case 5 -> new TreeSet<>(random.nextBoolean() ? Set.of("x", "y") : Set.of("x"));
            case 6, 7 -> {
                var members = new TreeMap<String, Object>();
                for (var i = random.nextInt(3); i > 0; i--) {
                    members.put(NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
                }
                yield members;
            }
            default -> {
                var elements = new ArrayList<Object>();
                for (var i = random.nextInt(3); i > 0; i--) {
                    elements.add(value(depth - 1));
                }
                yield elements;
            }
        };
    }

    private Object scalar() {
        return switch (random.nextInt(3)) {
            case 0 -> text();
            case 1 -> (long) random.nextInt(-1, 4);
            default -> bytes();
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(3)];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? 1 : 200);
        }
        return bytes;
    }

    /** How two values of the same ordered type stand to each other; bytes are unsigned, texts are compared as UTF-8. */
    private static Optional<Integer> order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long one && right instanceof Long two) {
            return Optional.of(Long.compare(one, two));
        }
        if (left instanceof String one && right instanceof String two) {
            return Optional.of(
                    Arrays.compare(one.codePoints().toArray(), two.codePoints().toArray()));
        }
        return left instanceof byte[] one && right instanceof byte[] two
                ? Optional.of(Arrays.compareUnsigned(one, two))
                : Optional.empty();
    }

    private static boolean equal(Object left, Object right) {
        if (left instanceof byte[] one && right instanceof byte[] two) {
            return Arrays.equals(one, two);
        }
        if (left instanceof List<?> one && right instanceof List<?> two) {
            return one.size() == two.size()
                    && IntStream.range(0, one.size()).allMatch(i -> equal(one.get(i), two.get(i)));
        }
        if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> two) {
            return one.keySet().equals(two.keySet())
                    && one.entrySet().stream()
                            .allMatch(member ->
                                    equal(member.getValue(), Objects.requireNonNull(two.get(member.getKey()))));
        }
        return left.equals(right);
    }

    private static boolean hasPart(byte[] all, byte[] part) {
        return IntStream.rangeClosed(0, all.length - part.length).anyMatch(at -> startsWith(all, at, part));
    }

    private static boolean startsWith(byte[] all, int at, byte[] part) {
        return at + part.length <= all.length && Arrays.equals(all, at, at + part.length, part, 0, part.length);
    }

    private static String typeOf(Object value) {
        return attributeValue(value).type().name();
    }

    private static AttributeValue attributeValue(Object value) {
        return switch (value) {
            case String text -> new AttributeValue.S(text);
            case Long number -> new AttributeValue.N(DynamoNumber.of(number));
            case byte[] bytes -> new AttributeValue.B(new Binary(bytes));
            case Boolean bool -> new AttributeValue.Bool(bool);
            case Set<?> set ->
                new AttributeValue.SS(set.stream().map(String.class::cast).toList());
            case List<?> list ->
                new AttributeValue.L(
                        list.stream().map(ConditionModel::attributeValue).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, AttributeValue>();
                map.forEach((name, member) -> members.put((String) name, attributeValue(member)));
                yield new AttributeValue.M(members);
            }
            default -> new AttributeValue.Null();
        };
    }
}
