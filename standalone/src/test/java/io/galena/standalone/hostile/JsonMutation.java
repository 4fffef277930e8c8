package io.galena.standalone.hostile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes the JSON of requests here and there: it stays JSON, and mostly what the operation expects. */
final class JsonMutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "b",
            "\ud800",
            "\udc00x",
            "\0",
            "\uffff",
            "\ud83d\ude00",
            "1",
            "-0",
            "1e126",
            "1e-200",
            "NaN",
            "AA==",
            "====",
            "TOTAL",
            "ALL_NEW",
            "HASH",
            "arn:aws:dynamodb:eu-test-1:000000000000:table/",
            "../../etc/passwd",
            "'; --",
            "%s%n",
            "${jndi:x}");
    private static final List<String> TOKENS = List.of(
            "SET ",
            " REMOVE ",
            " ADD ",
            " DELETE ",
            " AND ",
            " OR ",
            "NOT ",
            " BETWEEN ",
            " IN ",
            "(",
            ")",
            "[",
            "]",
            "[0]",
            "[99999999999]",
            ".",
            ",",
            "=",
            "<>",
            "<",
            ">=",
            "+",
            "-",
            "a",
            "b",
            "#b",
            "#a",
            ":a",
            ":b",
            ":zz",
            "size(",
            "contains(",
            "begins_with(",
            "attribute_type(",
            "if_not_exists(",
            "list_append(",
            "attribute_exists(",
            " ",
            "\u00e9",
            "0",
            "\"");
    private static final List<String> VALUES = List.of(
            "{\"S\":\"x\"}",
            "{\"N\":\"1\"}",
            "{\"N\":\"1e125\"}",
            "{\"N\":\"x\"}",
            "{\"B\":\"AA==\"}",
            "{\"B\":\"?\"}",
            "{\"NULL\":true}",
            "{\"NULL\":false}",
            "{\"BOOL\":true}",
            "{\"SS\":[\"a\",\"b\"]}",
            "{\"SS\":[\"a\",\"a\"]}",
            "{\"SS\":[]}",
            "{\"NS\":[\"1\",\"1.0\"]}",
            "{\"BS\":[\"AA==\"]}",
            "{\"L\":[{\"N\":\"1\"}]}",
            "{\"M\":{\"k\":{\"L\":[]}}}",
            "{\"S\":\"x\",\"N\":\"1\"}",
            "{}",
            "{\"X\":1}",
            "{\"L\":null}");

    private final RandomGenerator random;
    private final JsonMapper mapper;
    private final List<ObjectNode> donors;

    /** Takes the JSON of other requests, to put parts of one into another. */
    JsonMutation(RandomGenerator random, JsonMapper mapper, List<ObjectNode> donors) {
        this.random = random;
        this.mapper = mapper;
        this.donors = donors;
    }

    /** A place in a tree: a member of an object, or an element of an array. */
    private record Place(JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent instanceof ObjectNode object ? object.get(name) : parent.get(index);
        }

        void put(JsonNode value) {
            switch (parent) {
                case ObjectNode object -> object.set(name, value);
                case ArrayNode array -> array.set(index, value);
                default -> throw new IllegalStateException(parent.toString());
            }
        }

        void remove() {
            switch (parent) {
                case ObjectNode object -> object.remove(name);
                case ArrayNode array -> array.remove(index);
                default -> throw new IllegalStateException(parent.toString());
            }
        }
    }

    /** Changes a tree in one place. */
    void change(ObjectNode root) {
        var places = places(root);
        if (places.isEmpty()) {
            root.set(text(), value());
            return;
        }
        var place = pick(places);
        switch (random.nextInt(8)) {
            case 0 -> place.remove();
            case 1 -> place.put(value());
            case 2, 3 -> place.put(similar(place.value()));
            case 4 -> {
                var others = places(pick(donors));
                place.put(others.isEmpty() ? value() : pick(others).value().deepCopy());
            }
            case 5 -> {
                if (place.parent() instanceof ObjectNode object) {
                    object.set(
                            random.nextBoolean() ? text() : place.name() + "x",
                            place.value().deepCopy());
                }
            }
            case 6 -> {
                if (place.value() instanceof ArrayNode array && !array.isEmpty()) {
                    int count = random.nextInt(1, 120);
                    for (int i = 0; i < count; i++) {
                        array.add(array.get(0).deepCopy());
                    }
                }
            }
            default -> place.put(mapper.readTree(pick(VALUES)));
        }
    }

    private static List<Place> places(JsonNode root) {
        var places = new ArrayList<Place>();
        collect(root, places);
        return places;
    }

    private static void collect(JsonNode node, List<Place> places) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    places.add(new Place(object, member.getKey(), 0));
                    collect(member.getValue(), places);
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    places.add(new Place(array, "", i));
                    collect(array.get(i), places);
                }
            }
            default -> {}
        }
    }

    /** Another value of the same type. */
    private JsonNode similar(JsonNode node) {
        if (node.isString()) {
            return NODES.stringNode(spliced(node.stringValue()));
        }
        if (node.isNumber()) {
            return number();
        }
        return node.isBoolean() ? NODES.booleanNode(!node.booleanValue()) : value();
    }

    private String spliced(String text) {
        var token = random.nextInt(4) == 0 ? text() : pick(TOKENS);
        int at = random.nextInt(text.length() + 1);
        int to = random.nextBoolean() ? at : Math.min(text.length(), at + random.nextInt(4));
        return text.substring(0, at) + token + text.substring(to);
    }

    private String text() {
        return switch (random.nextInt(12)) {
            case 0 -> "x".repeat(random.nextInt(1, 70_000));
            case 1 -> "(".repeat(random.nextInt(1, 5_000));
            default -> pick(TEXTS);
        };
    }

    private JsonNode number() {
        return switch (random.nextInt(7)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(new BigDecimal("1e999999"));
            case 2 -> NODES.numberNode(BigInteger.TEN.pow(2_000));
            case 3 -> NODES.numberNode(random.nextDouble());
            case 4 -> NODES.numberNode(Integer.MAX_VALUE);
            default -> NODES.numberNode(random.nextInt(-2, 4));
        };
    }

    private JsonNode value() {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> number();
            case 3 -> NODES.arrayNode();
            case 4 -> NODES.objectNode();
            case 5 -> nested();
            case 6 -> pick(donors).deepCopy();
            default -> NODES.stringNode(text());
        };
    }

    /** Deep, as JSON or as attribute values. */
    private JsonNode nested() {
        JsonNode inner = NODES.objectNode().put("S", "x");
        int levels = random.nextInt(1, random.nextBoolean() ? 40 : 450);
        boolean typed = random.nextBoolean();
        for (int i = 0; i < levels; i++) {
            var array = NODES.arrayNode().add(inner);
            inner = typed ? NODES.objectNode().set("L", array) : array;
        }
        return inner;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
