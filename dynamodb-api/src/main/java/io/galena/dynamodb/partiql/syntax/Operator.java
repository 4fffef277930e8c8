package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.expression.syntax.Comparator;
import java.util.Optional;

/** The operators of PartiQL. */
enum Operator {
    OR("or"),
    AND("and"),
    NOT("not"),
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    BETWEEN("between"),
    LIKE("like"),
    CONCATENATE("||"),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    REMAINDER("%");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** How messages write it. */
    String text() {
        return text;
    }

    /** The comparator of conditions that this is, if it is one. */
    Optional<Comparator> comparator() {
        return switch (this) {
            case EQUAL -> Optional.of(Comparator.EQUAL);
            case NOT_EQUAL -> Optional.of(Comparator.NOT_EQUAL);
            case LESS -> Optional.of(Comparator.LESS);
            case LESS_OR_EQUAL -> Optional.of(Comparator.LESS_OR_EQUAL);
            case GREATER -> Optional.of(Comparator.GREATER);
            case GREATER_OR_EQUAL -> Optional.of(Comparator.GREATER_OR_EQUAL);
            case OR, AND, NOT, IN, BETWEEN, LIKE, CONCATENATE, PLUS, MINUS, TIMES, DIVIDE, REMAINDER ->
                Optional.empty();
        };
    }

    /** The operator between two operands that a token is, if it is one of the signs. */
    static Optional<Operator> of(TokenType type) {
        return switch (type) {
            case EQUAL -> Optional.of(EQUAL);
            case NOT_EQUAL -> Optional.of(NOT_EQUAL);
            case LESS -> Optional.of(LESS);
            case LESS_OR_EQUAL -> Optional.of(LESS_OR_EQUAL);
            case GREATER -> Optional.of(GREATER);
            case GREATER_OR_EQUAL -> Optional.of(GREATER_OR_EQUAL);
            case CONCATENATE -> Optional.of(CONCATENATE);
            case PLUS -> Optional.of(PLUS);
            case MINUS -> Optional.of(MINUS);
            case STAR -> Optional.of(TIMES);
            case SLASH -> Optional.of(DIVIDE);
            case PERCENT -> Optional.of(REMAINDER);
            default -> Optional.empty();
        };
    }
}
