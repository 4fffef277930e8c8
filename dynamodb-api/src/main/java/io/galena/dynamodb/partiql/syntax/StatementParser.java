package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses statements. */
final class StatementParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final QueryParser queries;

    StatementParser(String text) {
        this.tokens = new Tokens(text);
        this.expressions = new ExpressionParser(tokens);
        this.queries = new QueryParser(tokens, expressions);
    }

    StatementNode parse() {
        var statement = statement();
        tokens.finish();
        return statement;
    }

    /**
     * Checks that there is nothing in the statement that PartiQL has and DynamoDB has not.
     *
     * @throws DynamoDbException VALIDATION, for the first such thing
     */
    void requireSupported() {
        tokens.requireSupported();
    }

    /** How many parameters the statement has. */
    int parameters() {
        return expressions.parameters();
    }

    private StatementNode statement() {
        if (tokens.at("SELECT")) {
            return new StatementNode.Select(queries.query());
        }
        if (tokens.skip("INSERT")) {
            return insert();
        }
        if (tokens.skip("UPDATE")) {
            return update();
        }
        if (tokens.skip("DELETE")) {
            tokens.take("FROM");
            return new StatementNode.Delete(queries.source(), queries.where(), returning());
        }
        if (tokens.skip("CREATE")) {
            return definition("Create");
        }
        if (tokens.skip("DROP")) {
            return definition("Drop");
        }
        if (tokens.at("SET") || tokens.at("REMOVE")) {
            var _ = tokens.skip("SET") ? sets() : remove();
            tokens.finish();
            throw DynamoDbException.validation("Only select from a single table or index is supported.");
        }
        return bare(expressions.expression());
    }

    /** What defines or removes tables and indexes. */
    private StatementNode definition(String verb) {
        if (tokens.skip("TABLE")) {
            expressions.target();
            return new StatementNode.Other(Optional.of(verb + "Table"));
        }
        tokens.take("INDEX");
        if (verb.equals("Drop")) {
            expressions.target();
        }
        tokens.take("ON");
        expressions.expression();
        return new StatementNode.Other(Optional.of(verb + "Index"));
    }

    /** An expression by itself is a statement only when it is EXISTS. */
    private StatementNode bare(Node expression) {
        if (expression instanceof Node.Call(var name, var operands, var _)
                && name.equals("exists")
                && operands.size() == 1
                && operands.getFirst() instanceof Node.Subquery(var query, var _)) {
            return new StatementNode.Exists(query);
        }
        return new StatementNode.Other(operation(expression));
    }

    private StatementNode insert() {
        tokens.take("INTO");
        var target = expressions.target();
        if (!tokens.skip("VALUE")) {
            tokens.note("Unsupported operation: InsertOp");
        }
        var value = expressions.expression();
        if (returning().isPresent()) {
            tokens.note("RETURNING is not supported in INSERT");
        }
        return new StatementNode.Insert(target, value);
    }

    private StatementNode update() {
        var target = expressions.target();
        queries.refuseAlias();
        var actions = new ArrayList<StatementNode.Action>();
        while (tokens.at("SET") || tokens.at("REMOVE")) {
            actions.addAll(tokens.skip("SET") ? sets() : remove());
        }
        if (actions.isEmpty()) {
            throw tokens.notWellFormed();
        }
        return new StatementNode.Update(target, actions, queries.where(), returning());
    }

    private List<StatementNode.Action> sets() {
        var actions = new ArrayList<StatementNode.Action>();
        do {
            var target = expressions.target();
            tokens.take(TokenType.EQUAL);
            actions.add(new StatementNode.Action(target, Optional.of(expressions.expression())));
        } while (tokens.skip(TokenType.COMMA));
        return actions;
    }

    private List<StatementNode.Action> remove() {
        tokens.take("REMOVE");
        return List.of(new StatementNode.Action(expressions.target(), Optional.empty()));
    }

    private Optional<Returning> returning() {
        if (!tokens.skip("RETURNING")) {
            return Optional.empty();
        }
        var returning = returned();
        while (tokens.skip(TokenType.COMMA)) {
            returned();
            tokens.note("Invalid syntax with multiple returning elements in RETURNING clause");
        }
        return Optional.of(returning);
    }

    private Returning returned() {
        var all = tokens.skip("ALL");
        if (!all) {
            tokens.take("MODIFIED");
        }
        var old = tokens.skip("OLD");
        if (!old) {
            tokens.take("NEW");
        }
        if (!tokens.skip(TokenType.STAR)) {
            expressions.expression();
            tokens.note("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
        }
        return Returning.of(all, old);
    }

    /** What an expression is called that stands where a statement should. */
    private static Optional<String> operation(Node node) {
        return switch (node) {
            case Node.Operation _, Node.TypeTest _, Node.Call _ -> Optional.empty();
            case Node.Variable _ -> Optional.of("VariableReference");
            case Node.Path _ -> Optional.of("Path");
            case Node.Parameter _ -> Optional.of("Parameter");
            case Node.Missing _ -> Optional.of("LiteralMissing");
            case Node.Subquery _ -> Optional.of("Select");
            case Node.Sequence _, Node.Bag _ -> Optional.of("Seq");
            case Node.Tuple _ -> Optional.of("Struct");
            case Node.Text _, Node.Digits _, Node.Truth _, Node.Null _, Node.Ion _ -> Optional.of("Literal");
        };
    }
}
