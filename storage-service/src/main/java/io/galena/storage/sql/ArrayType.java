package io.galena.storage.sql;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The types of arrays that statements of a {@link Script} take as parameters. */
public enum ArrayType {
    /** {@code long[]}. */
    BIGINT("int8"),
    /** {@code int[]}. */
    INTEGER("int4"),
    /** {@code byte[][]}. */
    BYTEA("bytea");

    private final String element;

    ArrayType(String element) {
        this.element = element;
    }

    /** PostgreSQL's name of the elements' type. */
    String element() {
        return element;
    }

    /** The array as JDBC takes it; the driver sends it in binary. */
    Object[] elements(Object array) {
        return switch (this) {
            case BIGINT -> LongStream.of((long[]) array).boxed().toArray(Long[]::new);
            case INTEGER -> IntStream.of((int[]) array).boxed().toArray(Integer[]::new);
            case BYTEA -> (byte[][]) array;
        };
    }

    /** The array as an SQL literal, quotes included. It cannot break out of its quotes: it holds digits and hex only. */
    void appendLiteral(StringBuilder sql, Object array) {
        var elements = switch (this) {
            case BIGINT -> LongStream.of((long[]) array).mapToObj(Long::toString);
            case INTEGER -> IntStream.of((int[]) array).mapToObj(Integer::toString);
            case BYTEA -> Stream.of((byte[][]) array).map(ArrayType::hex);
        };
        sql.append(elements.collect(Collectors.joining(",", "'{", "}'")));
    }

    private static String hex(byte[] bytes) {
        return "\"\\\\x" + HexFormat.of().formatHex(bytes) + '"';
    }
}
