package io.galena.dynamodb.expression.syntax;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of expressions. Their names are told apart by case. */
public enum Function {
    ATTRIBUTE_EXISTS("attribute_exists", Use.CONDITION, 1),
    ATTRIBUTE_NOT_EXISTS("attribute_not_exists", Use.CONDITION, 1),
    ATTRIBUTE_TYPE("attribute_type", Use.CONDITION, 2),
    BEGINS_WITH("begins_with", Use.CONDITION, 2),
    CONTAINS("contains", Use.CONDITION, 2),
    SIZE("size", Use.OPERAND, 1),
    IF_NOT_EXISTS("if_not_exists", Use.UPDATE, 2),
    LIST_APPEND("list_append", Use.UPDATE, 2);

    private static final Map<String, Function> BY_NAME = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(Function::text, java.util.function.Function.identity()));

    private final String text;
    private final Use use;
    private final int operands;

    Function(String text, Use use, int operands) {
        this.text = text;
        this.use = use;
        this.operands = operands;
    }

    /** The function of that name. */
    public static Optional<Function> named(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }

    /** How expressions and messages write it. */
    public String text() {
        return text;
    }

    /** How many operands it takes. */
    public int operands() {
        return operands;
    }

    Use use() {
        return use;
    }

    /** Where a function may stand. */
    enum Use {
        /** As a condition of its own. */
        CONDITION,
        /** As an operand in a condition. */
        OPERAND,
        /** In an update. */
        UPDATE
    }
}
