package io.galena.dynamodb.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the compact form of the model that the build makes. Each line names a kind, a shape, and what it is made of; shapes
 * come after those that they refer to; a bound that does not exist is a hyphen:
 *
 * <pre>
 * string    NAME MIN-LENGTH MAX-LENGTH [PATTERN]
 * enum      NAME VALUE...
 * integer   NAME MIN MAX
 * long      NAME MIN MAX
 * double    NAME
 * boolean   NAME
 * blob      NAME                                    bytes
 * time      NAME
 * value     NAME                                    an attribute value
 * either    NAME ARN-SHAPE NAME-SHAPE
 * list      NAME ELEMENT MIN-LENGTH MAX-LENGTH
 * map       NAME KEY VALUE MIN-LENGTH MAX-LENGTH
 * structure NAME                                    the lines that follow, up to the next kind, belong to it
 * member    MEMBER SHAPE [required]
 * missing   MEMBER MESSAGE
 * length    MEMBER MIN-LENGTH MAX-LENGTH MESSAGE
 * operation NAME INPUT-STRUCTURE
 * </pre>
 */
final class ModelReader {
    private final Map<String, Shape> shapes = new HashMap<>();
    private final SortedMap<String, OperationShape> operations = new TreeMap<>();
    private final List<Member> members = new ArrayList<>();
    private final List<FirstCheck> firstChecks = new ArrayList<>();
    private String structure = "";

    private ModelReader() {}

    /** The operations by name. */
    static SortedMap<String, OperationShape> read(String lines) {
        var reader = new ModelReader();
        for (var line : lines.lines().toList()) {
            reader.readLine(line);
        }
        return reader.operations;
    }

    private void readLine(String line) {
        var words = line.split(" ");
        switch (words[0]) {
            case "member" -> members.add(new Member(words[1], shape(words[2]), words.length == 4));
            case "missing" -> firstChecks.add(new FirstCheck.Present(words[1], rest(line, 2)));
            case "length" -> firstChecks.add(new FirstCheck.NameLength(words[1], bounds(words, 2), rest(line, 4)));
            default -> {
                endStructure();
                readShape(line, words);
            }
        }
    }

    private void readShape(String line, String[] words) {
        switch (words[0]) {
            case "structure" -> structure = words[1];
            case "operation" ->
                operations.put(words[1], new OperationShape(words[1], (StructureShape) shape(words[2])));
            default -> shapes.put(words[1], simpleShape(line, words));
        }
    }

    private Shape simpleShape(String line, String[] words) {
        return switch (words[0]) {
            case "string" -> new StringShape(bounds(words, 2), pattern(line, words));
            case "enum" -> new EnumShape(List.of(words).subList(2, words.length));
            case "integer" -> new IntegerShape(IntegerShape.Width.INTEGER, bounds(words, 2));
            case "long" -> new IntegerShape(IntegerShape.Width.LONG, bounds(words, 2));
            case "double" -> new DecimalShape();
            case "boolean" -> new BooleanShape();
            case "blob" -> new BlobShape();
            case "time" -> new TimeShape();
            case "value" -> new AttributeValueShape();
            case "either" -> new TableNameShape((StringShape) shape(words[2]), (StringShape) shape(words[3]));
            case "list" -> new ListShape(shape(words[2]), bounds(words, 3));
            case "map" -> map(words);
            default -> throw new IllegalStateException("Not a line of the model: " + line);
        };
    }

    private Shape map(String[] words) {
        if (!(shape(words[3]) instanceof AttributeValueShape)) {
            return new MapShape((TextShape) shape(words[2]), shape(words[3]), bounds(words, 4));
        }
        return words[1].equals("ExpressionAttributeValueMap")
                ? AttributeMapShape.EXPRESSION_VALUES
                : AttributeMapShape.ITEM;
    }

    private void endStructure() {
        if (!structure.isEmpty()) {
            shapes.put(structure, new StructureShape(structure, members, firstChecks));
            structure = "";
            members.clear();
            firstChecks.clear();
        }
    }

    private Shape shape(String name) {
        var shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("The model uses a shape before it describes it: " + name);
        }
        return shape;
    }

    private static Bounds bounds(String[] words, int from) {
        return new Bounds(
                words[from].equals("-") ? Bounds.NONE.min() : Long.parseLong(words[from]),
                words[from + 1].equals("-") ? Bounds.NONE.max() : Long.parseLong(words[from + 1]));
    }

    private static Optional<Pattern> pattern(String line, String[] words) {
        return words.length == 4 ? Optional.empty() : Optional.of(Pattern.compile(rest(line, 4)));
    }

    /** What follows the first words of a line, spaces included. */
    private static String rest(String line, int words) {
        return line.split(" ", words + 1)[words];
    }
}
