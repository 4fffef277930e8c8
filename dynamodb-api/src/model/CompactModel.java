import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Runs in the build, from its source: cuts the official Smithy model (1.5 MB, most of it documentation) down to the shapes
 * that requests are made of, one line each, dependencies first, so that the server starts without reading the whole
 * (100 ms of a cold JVM). Applies {@code differences.txt} on the way. The lines are described in ModelReader, which reads
 * them.
 *
 * <p>Arguments: the file of differences, the file to write.
 */
final class CompactModel {
    private static final String MODEL = "/META-INF/smithy/2012-08-10/dynamodb-2012-08-10.json";

    private final Map<String, Object> shapes = new LinkedHashMap<>();
    private final Differences differences;
    private final Set<String> written = new LinkedHashSet<>();
    private final List<String> lines = new ArrayList<>();

    private CompactModel(Differences differences) {
        this.differences = differences;
    }

    static void main(String[] arguments) throws IOException {
        var model = new CompactModel(Differences.read(Path.of(arguments[0])));
        model.compact();
        model.differences.checkUsed();
        var target = Path.of(arguments[1]);
        Files.createDirectories(target.getParent());
        Files.write(target, model.lines);
    }

    private void compact() throws IOException {
        try (var json = CompactModel.class.getResourceAsStream(MODEL);
                var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            map(map(read(parser)).get("shapes")).forEach((id, shape) -> shapes.put(simpleName(id), shape));
        }
        for (var either : differences.eithers.entrySet()) {
            either.getValue().forEach(this::write);
            lines.add("either " + either.getKey() + " " + String.join(" ", either.getValue()));
            written.add(either.getKey());
        }
        for (var name : operations()) {
            var input = simpleName(text(map(shape(name).get("input")), "target"));
            write(input);
            lines.add("operation " + name + " " + input);
        }
    }

    private Collection<String> operations() {
        var names = new TreeSet<String>();
        for (var shape : shapes.values()) {
            if (text(map(shape), "type").equals("service")) {
                list(map(shape).get("operations"))
                        .forEach(target -> names.add(simpleName(text(map(target), "target"))));
            }
        }
        return names;
    }

    /** Writes the line of a shape after those that it refers to. Only AttributeValue refers to itself, and it is a leaf here. */
    private void write(String name) {
        if (!written.add(name)) {
            return;
        }
        var shape = shape(name);
        switch (text(shape, "type")) {
            case "string" -> lines.add("string " + name + bounds(shape, "length") + pattern(shape));
            case "enum" ->
                lines.add("enum " + name + " " + String.join(" ", differences.values(name, enumValues(shape))));
            case "integer" -> lines.add("integer " + name + bounds(shape, "range"));
            case "long" -> lines.add("long " + name + bounds(shape, "range"));
            case "double", "timestamp" -> lines.add("double " + name);
            case "boolean" -> lines.add("boolean " + name);
            case "union" -> lines.add("value " + name);
            case "list" -> {
                var element = target(name, "member", map(shape.get("member")));
                write(element);
                lines.add("list " + name + " " + element + bounds(shape, "length"));
            }
            case "map" -> {
                var key = target(name, "key", map(shape.get("key")));
                var value = target(name, "value", map(shape.get("value")));
                write(key);
                write(value);
                lines.add("map " + name + " " + key + " " + value + bounds(shape, "length"));
            }
            case "structure" -> structure(name, map(shape.getOrDefault("members", Map.of())));
            default -> throw new IllegalStateException("A request has a shape of an unknown kind: " + name);
        }
    }

    private void structure(String name, Map<String, Object> members) {
        var targets = new LinkedHashMap<String, String>();
        members.forEach((member, shape) -> targets.put(member, target(name, member, map(shape))));
        targets.values().forEach(this::write);
        lines.add("structure " + name);
        for (var member : differences.order(name, members.keySet())) {
            var required = traits(map(members.get(member))).containsKey("smithy.api#required")
                    || differences.required(name, member);
            lines.add("member " + member + " " + targets.get(member) + (required ? " required" : ""));
        }
        lines.addAll(differences.firstChecks(name));
    }

    private String target(String container, String member, Map<String, Object> shape) {
        return differences.target(container, member, simpleName(text(shape, "target")));
    }

    private Map<String, Object> shape(String name) {
        return name.equals("Unit") ? Map.of("type", "structure") : map(shapes.get(name));
    }

    private static List<String> enumValues(Map<String, Object> shape) {
        return map(shape.get("members")).values().stream()
                .map(member -> text(traits(map(member)), "smithy.api#enumValue"))
                .toList();
    }

    private static String bounds(Map<String, Object> shape, String trait) {
        var bounds = map(traits(shape).getOrDefault("smithy.api#" + trait, Map.of()));
        return " " + bounds.getOrDefault("min", "-") + " " + bounds.getOrDefault("max", "-");
    }

    /** The pattern as the service shows it in messages: without the anchors. */
    private static String pattern(Map<String, Object> shape) {
        var pattern = (String) traits(shape).get("smithy.api#pattern");
        if (pattern == null) {
            return "";
        }
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            throw new IllegalStateException("A pattern without anchors: " + pattern);
        }
        return " " + pattern.substring(1, pattern.length() - 1);
    }

    private static Map<String, Object> traits(Map<String, Object> shape) {
        return map(shape.getOrDefault("traits", Map.of()));
    }

    private static String simpleName(String id) {
        return id.substring(id.indexOf('#') + 1);
    }

    private static String text(Map<String, Object> object, String member) {
        return (String) object.get(member);
    }

    @SuppressWarnings("unchecked") // that is how read makes JSON objects
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    /** Reads a JSON value from its first token to its last. */
    private static Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield elements;
            }
            default -> parser.getString();
        };
    }

    /** What {@code differences.txt} says, and what of it the model had a use for. */
    private static final class Differences {
        private final Map<String, List<String>> enums = new LinkedHashMap<>();
        private final Map<String, List<String>> orders = new LinkedHashMap<>();
        private final Map<String, List<String>> eithers = new LinkedHashMap<>();
        private final Map<String, String> targets = new LinkedHashMap<>();
        private final Set<String> required = new LinkedHashSet<>();
        private final Map<String, List<String>> firstChecks = new LinkedHashMap<>();
        private final Set<String> unused = new LinkedHashSet<>();

        static Differences read(Path file) throws IOException {
            var differences = new Differences();
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    differences.add(line);
                }
            }
            return differences;
        }

        private void add(String line) {
            var words = List.of(line.split(" +"));
            var rest = words.subList(2, words.size());
            switch (words.get(0)) {
                case "enum" -> enums.put(words.get(1), rest);
                case "order" -> orders.put(words.get(1), rest);
                case "either" -> eithers.put(words.get(1), rest);
                case "retarget" -> targets.put(words.get(1), words.get(2));
                case "required" -> required.add(words.get(1));
                case "missing", "length" -> {
                    var member = words.get(1).split("\\.");
                    firstChecks
                            .computeIfAbsent(member[0], structure -> new ArrayList<>())
                            .add(words.get(0) + " " + member[1] + " " + line.split(" +", 3)[2]);
                }
                default -> throw new IllegalArgumentException("Not a difference: " + line);
            }
            if (!words.get(0).equals("either")) {
                unused.add(words.get(1).split("\\.")[0]);
            }
        }

        List<String> values(String name, List<String> modelled) {
            var observed = enums.getOrDefault(name, modelled);
            unused.remove(name);
            if (!Set.copyOf(observed).equals(Set.copyOf(modelled))) {
                throw new IllegalStateException("The model's values of " + name + " are now " + modelled);
            }
            return observed;
        }

        List<String> order(String structure, Set<String> members) {
            unused.remove(structure);
            var order = new LinkedHashSet<>(orders.getOrDefault(structure, List.of()));
            if (!members.containsAll(order)) {
                throw new IllegalStateException("The model's members of " + structure + " are now " + members);
            }
            order.addAll(members);
            return List.copyOf(order);
        }

        boolean required(String structure, String member) {
            return required.contains(structure + "." + member);
        }

        String target(String container, String member, String modelled) {
            var target = targets.get(container + "." + member);
            if (target == null) {
                target = targets.get(modelled + "." + member);
                unused.remove(modelled);
            }
            unused.remove(container);
            return target == null ? modelled : target;
        }

        List<String> firstChecks(String structure) {
            return firstChecks.getOrDefault(structure, List.of());
        }

        void checkUsed() {
            if (!unused.isEmpty()) {
                throw new IllegalStateException("The model has no such shapes: " + unused);
            }
        }
    }
}
