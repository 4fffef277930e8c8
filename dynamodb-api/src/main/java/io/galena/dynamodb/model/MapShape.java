package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A map from texts to values of one type, in the order of the request. A null in it is a violation. */
record MapShape(TextShape key, Shape value, Bounds length) implements Shape {
    @Override
    public String javaName() {
        return "java.util.Map<java.lang.String, " + value.javaName() + ">";
    }

    @Override
    public Map<String, @Nullable Object> read(JsonParser parser, Position position) {
        ServiceJson.requireMap(parser, this, position);
        var entries = new LinkedHashMap<String, @Nullable Object>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var text = JsonShape.unicode(name);
            entries.put(text, parser.nextToken() == JsonToken.VALUE_NULL ? null : value.read(parser, Position.ELEMENT));
        }
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public boolean hasConstraints() {
        return true;
    }

    @Override
    public void check(Object map, Violations violations) {
        var entries = (Map<?, ?>) map;
        if (entries.size() < length.min()) {
            violations.add(this, map, length.lengthAtLeast());
        }
        if (entries.size() > length.max()) {
            violations.add(this, map, length.lengthAtMost());
        }
        for (var name : entries.keySet()) {
            checkKey(map, (String) name, violations);
        }
        if (value instanceof ListShape list) {
            for (var elements : entries.values()) {
                checkLength(map, list, elements, violations);
            }
        }
        for (var entry : entries.entrySet()) {
            checkValue((String) entry.getKey(), entry.getValue(), violations);
        }
    }

    /** A bad key is a fault of the whole map, and the service names all constraints of keys. */
    private void checkKey(Object map, String name, Violations violations) {
        var shape = switch (key) {
            case TableNameShape either -> either.of(name);
            case StringShape string -> string;
            case EnumShape _ -> throw new IllegalStateException("No map of the model has enums for keys");
        };
        if (!shape.accepts(name)) {
            violations.add(this, map, "Map keys must satisfy constraint: " + shape.constraints());
        }
    }

    /** So is a list of a wrong length among the values. */
    private void checkLength(Object map, ListShape list, @Nullable Object elements, Violations violations) {
        if (elements != null && !list.length().contains(((List<?>) elements).size())) {
            violations.add(
                    this,
                    map,
                    "Map value must satisfy constraint: " + list.length().lengthConstraints());
        }
    }

    private void checkValue(String name, @Nullable Object element, Violations violations) {
        violations.enter(name);
        if (value instanceof ListShape list && element != null) {
            violations.enter(Violations.ELEMENT);
            list.checkElements((List<?>) element, violations);
            violations.leave();
        } else {
            violations.checkElement(value, element);
        }
        violations.leave();
    }

    @Override
    public void print(Object map, StringBuilder text) {
        text.append('{');
        var separator = "";
        for (var entry : ((Map<?, ?>) map).entrySet()) {
            if (Violations.isLong(text)) {
                break;
            }
            text.append(separator);
            key.print(entry.getKey(), text);
            text.append('=');
            Violations.print(value, entry.getValue(), text);
            separator = ", ";
        }
        text.append('}');
    }
}
