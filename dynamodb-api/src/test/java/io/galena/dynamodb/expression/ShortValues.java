package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import java.util.stream.Collectors;

/** Shows values in few characters, for tables in tests. */
final class ShortValues {
    private ShortValues() {}

    static String show(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(var text) -> text;
            case AttributeValue.N(var number) -> number.toString();
            case AttributeValue.B(var bytes) -> bytes.toString();
            case AttributeValue.Bool(var bool) -> String.valueOf(bool);
            case AttributeValue.Null _ -> "null";
            case AttributeValue.L(var elements) ->
                elements.stream().map(ShortValues::show).collect(Collectors.joining(",", "[", "]"));
            case AttributeValue.M(var members) ->
                members.entrySet().stream()
                        .map(member -> member.getKey() + "=" + show(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case AttributeValue.SS(var members) -> members.stream().collect(Collectors.joining(",", "<", ">"));
            case AttributeValue.NS(var members) -> members.toString();
            case AttributeValue.BS(var members) -> members.toString();
        };
    }
}
