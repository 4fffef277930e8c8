package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;

/** What a condition looks at: a value that the request or the item gives, or a size computed from one. */
public sealed interface Operand {
    /** What the item has at a place; a condition on what is not there is not met. */
    record Attribute(DocumentPath path) implements Operand {}

    /** A value of the request. */
    record Constant(AttributeValue value) implements Operand {}

    /** {@code size(of)}: a number; characters, bytes or members, by the type of the value. */
    record Size(Operand of) implements Operand {}
}
