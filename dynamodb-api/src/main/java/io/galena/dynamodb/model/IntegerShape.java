package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import tools.jackson.core.JsonParser;

/** A whole number of 32 or 64 bits, held as a Long either way. */
record IntegerShape(Width width, Bounds range) implements Shape {
    @Override
    public String javaName() {
        return "java.lang." + width.javaName;
    }

    @Override
    public Long read(JsonParser parser, Position position) {
        return Math.clamp(JsonShape.integer(parser, width.javaName), width.min, width.max);
    }

    @Override
    public boolean hasConstraints() {
        return range.limited();
    }

    @Override
    public void check(Object value, Violations violations) {
        long number = (Long) value;
        if (number < range.min()) {
            violations.add(this, value, range.valueAtLeast());
        }
        if (number > range.max()) {
            violations.add(this, value, range.valueAtMost());
        }
    }

    /** How large the numbers of a type can be; what is beyond becomes the nearest that fits. */
    enum Width {
        INTEGER("Integer", Integer.MIN_VALUE, Integer.MAX_VALUE),
        LONG("Long", Long.MIN_VALUE, Long.MAX_VALUE);

        private final String javaName;
        private final long min;
        private final long max;

        Width(String javaName, long min, long max) {
            this.javaName = javaName;
            this.min = min;
            this.max = max;
        }
    }
}
