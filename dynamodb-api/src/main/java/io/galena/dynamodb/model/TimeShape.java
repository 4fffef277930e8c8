package io.galena.dynamodb.model;

import io.galena.dynamodb.value.JsonShape;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.core.JsonParser;

/** A time, to the millisecond. What is too far away becomes the nearest that can be told. */
record TimeShape() implements Shape {
    /** Beyond these seconds milliseconds do not fit into 64 bits. */
    private static final double MOST_SECONDS = 9e15;

    @Override
    public String javaName() {
        return "java.lang.Double";
    }

    @Override
    public Instant read(JsonParser parser, Position position) {
        long number = JsonShape.integer(parser, "Double");
        return Instant.ofEpochMilli(BodyFormat.hasMillis(parser) ? number : millis(parser.getDoubleValue()));
    }

    private static long millis(double seconds) {
        if (Math.abs(seconds) > MOST_SECONDS) {
            return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return BigDecimal.valueOf(seconds).movePointRight(3).longValue();
    }
}
