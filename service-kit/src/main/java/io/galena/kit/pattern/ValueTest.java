package io.galena.kit.pattern;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A test of the values that a field has. */
sealed interface ValueTest {
    /** Whether a field with these values, none if it is absent, is as wanted. */
    default boolean passes(List<JsonNode> values) {
        return values.stream().anyMatch(this::passes);
    }

    /** Whether one value is as wanted. */
    boolean passes(JsonNode value);

    /** A text. */
    record Text(String text) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.isString() && value.stringValue().equals(text);
        }
    }

    /** A number, however it is written. */
    record Numeral(BigDecimal number) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.isNumber() && value.decimalValue().compareTo(number) == 0;
        }
    }

    /** True, false or null. */
    record Constant(JsonNode constant) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.equals(constant);
        }
    }

    /** The beginning of a text. */
    record Prefix(String prefix) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.isString() && value.stringValue().startsWith(prefix);
        }
    }

    /** The end of a text. */
    record Suffix(String suffix) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.isString() && value.stringValue().endsWith(suffix);
        }
    }

    /** A text in any case. */
    record IgnoringCase(String text) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return value.isString() && value.stringValue().equalsIgnoreCase(text);
        }
    }

    /**
     * A number within bounds.
     *
     * @param inText whether the value is a text, as DynamoDB writes numbers
     */
    record Numeric(List<Bound> bounds, boolean inText) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return number(value)
                    .filter(number -> bounds.stream().allMatch(bound -> bound.allows(number)))
                    .isPresent();
        }

        private Optional<BigDecimal> number(JsonNode value) {
            if (value.isNumber()) {
                return Optional.of(value.decimalValue());
            }
            if (!inText || !value.isString()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new BigDecimal(value.stringValue()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Whether there is a value. */
    record Exists(boolean wanted) implements ValueTest {
        @Override
        public boolean passes(List<JsonNode> values) {
            return values.isEmpty() != wanted;
        }

        @Override
        public boolean passes(JsonNode value) {
            return wanted;
        }
    }

    /** A value that passes none of these. */
    record AnythingBut(List<ValueTest> tests) implements ValueTest {
        @Override
        public boolean passes(JsonNode value) {
            return tests.stream().noneMatch(test -> test.passes(value));
        }
    }

    /** A bound of a number. */
    record Bound(Comparison comparison, BigDecimal limit) {
        boolean allows(BigDecimal number) {
            var order = number.compareTo(limit);
            return switch (comparison) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /** How a number compares with a bound. */
    enum Comparison {
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST
    }
}
