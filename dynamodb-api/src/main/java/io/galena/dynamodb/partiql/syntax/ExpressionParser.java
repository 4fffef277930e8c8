package io.galena.dynamodb.partiql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses expressions. OR binds weakest, then AND, NOT, equality with IS and IN, order with BETWEEN and LIKE, {@code ||}, sums and
 * products; a sign before an operand binds strongest.
 */
final class ExpressionParser {
    private final Tokens tokens;
    private final TermParser terms;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.terms = new TermParser(tokens, this);
    }

    Node expression() {
        tokens.enter();
        var node = logical(Operator.OR);
        tokens.leave();
        return node;
    }

    /** A name and steps from it: what SET and REMOVE act on. */
    Node target() {
        if (!tokens.at(TokenType.IDENTIFIER) && !tokens.at(TokenType.QUOTED)) {
            throw tokens.notWellFormed();
        }
        var target = terms.path();
        if (target instanceof Node.Path(var _, var steps, var _)
                && !steps.stream().allMatch(Node.Step.Into.class::isInstance)) {
            throw tokens.notWellFormed();
        }
        return target;
    }

    /** How many parameters have been read. */
    int parameters() {
        return terms.parameters();
    }

    private Node logical(Operator operator) {
        var first = operator == Operator.OR ? logical(Operator.AND) : negation();
        if (!tokens.at(operator.name())) {
            return first;
        }
        var token = tokens.peek();
        var operands = new ArrayList<>(List.of(first));
        while (tokens.skip(operator.name())) {
            operands.add(operator == Operator.OR ? logical(Operator.AND) : negation());
        }
        return new Node.Operation(operator, operands, token);
    }

    private Node negation() {
        if (!tokens.at("NOT")) {
            return equality();
        }
        tokens.enter();
        var token = tokens.take();
        var inner = negation();
        tokens.leave();
        return new Node.Operation(Operator.NOT, List.of(inner), token);
    }

    private Node equality() {
        var left = order();
        while (true) {
            var token = tokens.peek();
            if (tokens.at(TokenType.EQUAL) || tokens.at(TokenType.NOT_EQUAL)) {
                tokens.take();
                left = new Node.Operation(Operator.of(token.type()).orElseThrow(), List.of(left, order()), token);
            } else if (tokens.skip("IS")) {
                var negated = tokens.skip("NOT");
                left = negatedIf(negated, new Node.TypeTest(left, type(), token));
            } else if (tokens.at("IN") || (tokens.at("NOT") && tokens.thenAt("IN"))) {
                var negated = tokens.skip("NOT");
                tokens.take("IN");
                left = negatedIf(negated, new Node.Operation(Operator.IN, List.of(left, candidates()), token));
            } else {
                return left;
            }
        }
    }

    /** What stands behind IN: in parentheses even a single value is a list. */
    private Node candidates() {
        var token = tokens.peek();
        var node = order();
        var alone =
                token.type() == TokenType.OPEN && !(node instanceof Node.Sequence) && !(node instanceof Node.Subquery);
        return alone ? new Node.Sequence(List.of(node), token) : node;
    }

    private Node order() {
        var left = concatenation();
        while (true) {
            var token = tokens.peek();
            switch (token.type()) {
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                    tokens.take();
                    left = new Node.Operation(
                            Operator.of(token.type()).orElseThrow(), List.of(left, concatenation()), token);
                }
                default -> {
                    var matched = betweenOrLike(left, token);
                    if (matched.isEmpty()) {
                        return left;
                    }
                    left = matched.get();
                }
            }
        }
    }

    private Optional<Node> betweenOrLike(Node left, Token token) {
        var negated = tokens.at("NOT") && (tokens.thenAt("BETWEEN") || tokens.thenAt("LIKE"));
        if (negated) {
            tokens.take();
        }
        if (tokens.skip("BETWEEN")) {
            var low = concatenation();
            tokens.take("AND");
            var operands = List.of(left, low, concatenation());
            return Optional.of(negatedIf(negated, new Node.Operation(Operator.BETWEEN, operands, token)));
        }
        if (tokens.skip("LIKE")) {
            return Optional.of(
                    negatedIf(negated, new Node.Operation(Operator.LIKE, List.of(left, concatenation()), token)));
        }
        return Optional.empty();
    }

    private Node concatenation() {
        var left = sum();
        while (tokens.at(TokenType.CONCATENATE)) {
            var token = tokens.take();
            left = new Node.Operation(Operator.CONCATENATE, List.of(left, sum()), token);
        }
        return left;
    }

    private Node sum() {
        var left = product();
        while (tokens.at(TokenType.PLUS) || tokens.at(TokenType.MINUS)) {
            var token = tokens.take();
            tokens.countSum();
            left = new Node.Operation(Operator.of(token.type()).orElseThrow(), List.of(left, product()), token);
        }
        return left;
    }

    private Node product() {
        var left = signed();
        while (tokens.at(TokenType.STAR) || tokens.at(TokenType.SLASH) || tokens.at(TokenType.PERCENT)) {
            var token = tokens.take();
            left = new Node.Operation(Operator.of(token.type()).orElseThrow(), List.of(left, signed()), token);
        }
        return left;
    }

    /** A sign before a number belongs to it. */
    private Node signed() {
        if (!tokens.at(TokenType.MINUS) && !tokens.at(TokenType.PLUS)) {
            return terms.path();
        }
        tokens.enter();
        var sign = tokens.take();
        var operand = signed();
        tokens.leave();
        if (!(operand instanceof Node.Digits(var digits, var token))) {
            return new Node.Operation(Operator.of(sign.type()).orElseThrow(), List.of(operand), sign);
        }
        if (sign.type() == TokenType.PLUS) {
            return operand;
        }
        return new Node.Digits(digits.startsWith("-") ? digits.substring(1) : "-" + digits, token);
    }

    private String type() {
        var token = tokens.take(TokenType.KEYWORD);
        return TypeNames.known(tokens.text(token).toUpperCase(Locale.ROOT)).orElseThrow(tokens::notWellFormed);
    }

    private static Node negatedIf(boolean negated, Node node) {
        return negated ? new Node.Operation(Operator.NOT, List.of(node), node.token()) : node;
    }
}
