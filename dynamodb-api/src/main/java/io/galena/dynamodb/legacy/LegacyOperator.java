package io.galena.dynamodb.legacy;

import io.galena.dynamodb.value.AttributeType;
import java.util.EnumSet;
import java.util.Set;

/** The comparison operators, with the number and the types of arguments that each takes. */
enum LegacyOperator {
    EQ(1, 1, Arguments.ANY),
    NE(1, 1, Arguments.ANY),
    IN(1, Integer.MAX_VALUE, Arguments.SCALARS),
    LE(1, 1, Arguments.SCALARS),
    LT(1, 1, Arguments.SCALARS),
    GE(1, 1, Arguments.SCALARS),
    GT(1, 1, Arguments.SCALARS),
    BETWEEN(2, 2, Arguments.SCALARS),
    NOT_NULL(0, 0, Arguments.ANY),
    NULL(0, 0, Arguments.ANY),
    CONTAINS(1, 1, Arguments.ELEMENTS),
    NOT_CONTAINS(1, 1, Arguments.ELEMENTS),
    BEGINS_WITH(1, 1, Arguments.PREFIXES);

    private static final Set<AttributeType> SCALARS = EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);
    private static final Set<AttributeType> PREFIXES = EnumSet.of(AttributeType.S, AttributeType.B);

    /** Lists can contain what sets cannot. */
    private static final Set<AttributeType> ELEMENTS =
            EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B, AttributeType.BOOL, AttributeType.NULL);

    private final int fewest;
    private final int most;
    private final Arguments arguments;

    LegacyOperator(int fewest, int most, Arguments arguments) {
        this.fewest = fewest;
        this.most = most;
        this.arguments = arguments;
    }

    /** Whether it takes that many arguments. */
    boolean takes(int number) {
        return fewest <= number && number <= most;
    }

    /** Whether it takes arguments of that type. */
    boolean takes(AttributeType type) {
        return switch (arguments) {
            case ANY -> true;
            case ELEMENTS -> ELEMENTS.contains(type);
            case SCALARS -> SCALARS.contains(type);
            case PREFIXES -> PREFIXES.contains(type);
        };
    }

    private enum Arguments {
        ANY,
        ELEMENTS,
        SCALARS,
        PREFIXES
    }
}
