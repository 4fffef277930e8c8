package io.galena.dynamodb.partiql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Parses SELECT with its clauses, of which DynamoDB supports some. */
final class QueryParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    QueryParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Node.Query query() {
        tokens.take("SELECT");
        if (tokens.skip("DISTINCT")) {
            tokens.note("Unsupported token in expression: DISTINCT");
        } else {
            tokens.skip("ALL");
        }
        var projections = projections();
        tokens.take("FROM");
        var source = source();
        var where = where();
        var order = order();
        refuseClauses();
        return new Node.Query(projections, source, where, order);
    }

    /** What stands behind WHERE, if it does. */
    List<Node> where() {
        return tokens.skip("WHERE") ? List.of(expressions.expression()) : List.of();
    }

    /** A table or index, without another name for it. */
    Node source() {
        var source = expressions.expression();
        refuseAlias();
        return source;
    }

    private List<Node> projections() {
        if (tokens.skip(TokenType.STAR)) {
            return List.of();
        }
        if (tokens.skip("VALUE") || tokens.skip("PIVOT")) {
            tokens.note("Select projection doesn't support value or pivot keywords");
        }
        var projections = new ArrayList<Node>();
        do {
            projections.add(expressions.expression());
            refuseAlias();
        } while (tokens.skip(TokenType.COMMA));
        return projections;
    }

    private List<Node.Order> order() {
        while (tokens.skip(TokenType.COMMA)) {
            source();
            tokens.note("Only select from a single table or index is supported.");
        }
        if (!tokens.skip("ORDER")) {
            return List.of();
        }
        tokens.take("BY");
        var order = new ArrayList<Node.Order>();
        do {
            var by = expressions.expression();
            var descending = tokens.skip("DESC");
            if (!descending) {
                tokens.skip("ASC");
            }
            order.add(new Node.Order(by, !descending));
        } while (tokens.skip(TokenType.COMMA));
        return order;
    }

    /** Takes another name for what stands before it, which DynamoDB does not support. */
    void refuseAlias() {
        if (tokens.skip("AS") || tokens.skip("AT") || tokens.skip("BY")) {
            if (!tokens.skip(TokenType.IDENTIFIER)) {
                tokens.take(TokenType.QUOTED);
            }
            tokens.note("Aliasing is not supported");
        } else if (tokens.skip(TokenType.IDENTIFIER) || tokens.skip(TokenType.QUOTED)) {
            tokens.note("Aliasing is not supported");
        }
    }

    private void refuseClauses() {
        if (tokens.skip("GROUP")) {
            tokens.take("BY");
            do {
                expressions.expression();
            } while (tokens.skip(TokenType.COMMA));
            tokens.note("Unsupported clause: GROUP BY");
        }
        refuseClause("HAVING");
        refuseClause("LIMIT");
    }

    private void refuseClause(String clause) {
        if (tokens.skip(clause)) {
            tokens.noteAt(expressions.expression().token(), "Unsupported clause: " + clause);
        }
    }
}
