package io.galena.dynamodb.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.ApiModel;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator with arguments of each type, none to three of them, wherever the operator can stand. */
class LegacyOperatorTest {
    private static final ApiModel MODEL = ApiModel.load();
    private static final String TAKEN = "taken";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EQ           | 1 | 1 | S N B BOOL NULL L M SS NS BS | true
            NE           | 1 | 1 | S N B BOOL NULL L M SS NS BS | false
            LE           | 1 | 1 | S N B                        | true
            LT           | 1 | 1 | S N B                        | true
            GE           | 1 | 1 | S N B                        | true
            GT           | 1 | 1 | S N B                        | true
            IN           | 1 | 3 | S N B                        | false
            BETWEEN      | 2 | 2 | S N B                        | true
            CONTAINS     | 1 | 1 | S N B BOOL NULL              | false
            NOT_CONTAINS | 1 | 1 | S N B BOOL NULL              | false
            BEGINS_WITH  | 1 | 1 | S B                          | true
            NULL         | 0 | 0 | S N B BOOL NULL L M SS NS BS | false
            NOT_NULL     | 0 | 0 | S N B BOOL NULL L M SS NS BS | false
            """)
    void takesArgumentsOfTheseTypes(String operator, int fewest, int most, String types, boolean indexable) {
        for (var type : AttributeType.values()) {
            for (var number = 0; number <= 3; number++) {
                var answer = TAKEN;
                if (number < fewest || number > most) {
                    answer = invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
                } else if (!List.of(types.split(" ")).contains(type.name())) {
                    answer = invalid(
                            "ComparisonOperator " + operator + " is not valid for " + type + " AttributeValue type");
                }
                var arguments = String.join(",", Collections.nCopies(number, value(type)));
                var comparison =
                        "{\"ComparisonOperator\":\"" + operator + "\",\"AttributeValueList\":[" + arguments + "]}";

                assertThat(expected(comparison)).isEqualTo(answer);
                assertThat(filter("Scan", "ScanFilter", comparison)).isEqualTo(answer);
                assertThat(filter("Query", "QueryFilter", comparison)).isEqualTo(answer);
                assertThat(keyConditions(comparison))
                        .isEqualTo(
                                indexable || !answer.equals(TAKEN)
                                        ? answer
                                        : "Attempted conditional constraint is not an indexable operation");
            }
        }
    }

    private static String invalid(String reason) {
        return "One or more parameter values were invalid: " + reason;
    }

    private static String value(AttributeType type) {
        return switch (type) {
            case S -> "{\"S\":\"a\"}";
            case N -> "{\"N\":\"1\"}";
            case B -> "{\"B\":\"AQ==\"}";
            case BOOL -> "{\"BOOL\":true}";
            case NULL -> "{\"NULL\":true}";
            case L -> "{\"L\":[]}";
            case M -> "{\"M\":{}}";
            case SS -> "{\"SS\":[\"a\"]}";
            case NS -> "{\"NS\":[\"1\"]}";
            case BS -> "{\"BS\":[\"AQ==\"]}";
        };
    }

    private static String expected(String comparison) {
        return answer("PutItem", "\"Item\":{},\"Expected\":{\"x\":" + comparison + "}", LegacyConditions::expected);
    }

    private static String filter(String operation, String member, String comparison) {
        return answer(
                operation,
                "\"" + member + "\":{\"x\":" + comparison + "}",
                request -> LegacyConditions.filter(request, member));
    }

    private static String keyConditions(String comparison) {
        return answer("Query", "\"KeyConditions\":{\"x\":" + comparison + "}", LegacyKeyConditions::of);
    }

    private static String answer(String operation, String members, Function<Structure, Object> reading) {
        var json = "{\"TableName\":\"abc\"," + members + "}";
        var request =
                MODEL.operation(operation).orElseThrow().parse(json.getBytes(StandardCharsets.UTF_8), BodyFormat.JSON);
        try {
            assertThat(reading.apply(request)).isNotNull();
            return TAKEN;
        } catch (DynamoDbException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
