package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.model.Structure;
import java.util.List;

/**
 * One entry of Expected, in either of its two forms: a comparison operator with arguments; or a value that the attribute must
 * have, or that there must be no such attribute.
 */
final class Expectation {
    private static final String LIST = "AttributeValueList";
    private static final String OPERATOR = "ComparisonOperator";
    private static final String EXISTS = "Exists";
    private static final String VALUE = "Value";

    private Expectation() {}

    static Condition condition(String attribute, Structure expectation) {
        if (expectation.has(LIST) && expectation.has(VALUE)) {
            throw invalid("Value and AttributeValueList cannot be used together", attribute);
        }
        if (expectation.has(OPERATOR)) {
            return comparison(attribute, expectation).condition();
        }
        if (expectation.has(LIST)) {
            throw invalid("AttributeValueList can only be used with a ComparisonOperator", attribute);
        }
        return presence(attribute, expectation);
    }

    private static LegacyComparison comparison(String attribute, Structure expectation) {
        if (expectation.has(EXISTS)) {
            throw invalid("Exists and ComparisonOperator cannot be used together", attribute);
        }
        var operator = LegacyOperator.valueOf(expectation.string(OPERATOR).orElseThrow());
        if (!operator.takes(0) && !expectation.has(LIST) && !expectation.has(VALUE)) {
            throw invalid("Value or AttributeValueList must be used with ComparisonOperator: " + operator, attribute);
        }
        var arguments = expectation
                .values(LIST)
                .orElseGet(() -> expectation.value(VALUE).map(List::of).orElse(List.of()));
        return new LegacyComparison(attribute, operator, arguments);
    }

    private static Condition presence(String attribute, Structure expectation) {
        var exists = expectation.bool(EXISTS);
        if (!exists.orElse(true)) {
            if (expectation.has(VALUE)) {
                throw invalid("Value cannot be used when Exists is false", attribute);
            }
            return new Condition.NotExists(DocumentPath.of(attribute));
        }
        var value = expectation
                .value(VALUE)
                .orElseThrow(() -> invalid(
                        "Value must be provided when Exists is "
                                + exists.map(String::valueOf).orElse("null"),
                        attribute));
        return new LegacyComparison(attribute, LegacyOperator.EQ, List.of(value)).condition();
    }

    private static DynamoDbException invalid(String message, String attribute) {
        return Invalid.parameters(message + " for Attribute: " + attribute);
    }
}
