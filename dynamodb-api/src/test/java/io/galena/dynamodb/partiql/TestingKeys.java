package io.galena.dynamodb.partiql;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import java.util.List;

/** Keys of tables for tests. */
final class TestingKeys {
    private static final KeyAttribute PARTITION = new KeyAttribute("h", AttributeType.S);

    /** A partition key h, a string. */
    static final KeySchema ONE = new KeySchema(List.of(PARTITION), List.of());

    /** A partition key h, a string, and a sort key r, a number. */
    static final KeySchema TWO = new KeySchema(List.of(PARTITION), List.of(new KeyAttribute("r", AttributeType.N)));

    private TestingKeys() {}
}
