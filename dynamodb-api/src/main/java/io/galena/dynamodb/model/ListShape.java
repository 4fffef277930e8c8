package io.galena.dynamodb.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A list of values of one type. A null in it is a violation. */
record ListShape(Shape element, Bounds length) implements Shape {
    @Override
    public String javaName() {
        return "java.util.List<" + element.javaName() + ">";
    }

    @Override
    public List<@Nullable Object> read(JsonParser parser, Position position) {
        ServiceJson.requireList(parser, position);
        var elements = new ArrayList<@Nullable Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(token == JsonToken.VALUE_NULL ? null : element.read(parser, Position.ELEMENT));
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    public boolean hasConstraints() {
        return true;
    }

    @Override
    public void check(Object value, Violations violations) {
        var elements = (List<?>) value;
        if (elements.size() < length.min()) {
            violations.add(this, value, length.lengthAtLeast());
        }
        if (elements.size() > length.max()) {
            violations.add(this, value, length.lengthAtMost());
        }
        checkElements(elements, violations);
    }

    /** The elements alone: in a map from names to lists, the service finds fault with the length in another way. */
    void checkElements(List<?> elements, Violations violations) {
        for (int i = 0; i < elements.size() && !violations.full(); i++) {
            violations.enter(i + 1);
            violations.checkElement(element, elements.get(i));
            violations.leave();
        }
    }

    @Override
    public void print(Object value, StringBuilder text) {
        text.append('[');
        var separator = "";
        for (var each : (List<?>) value) {
            if (Violations.isLong(text)) {
                break;
            }
            text.append(separator);
            Violations.print(element, each, text);
            separator = ", ";
        }
        text.append(']');
    }
}
