package io.galena.dynamodb.partiql.syntax;

import java.util.List;
import java.util.Optional;

/** A statement of PartiQL, whether DynamoDB understands it or not. */
sealed interface StatementNode {
    /** {@code SELECT ...}. */
    record Select(Node.Query query) implements StatementNode {}

    /** {@code INSERT INTO target VALUE value}. */
    record Insert(Node target, Node value) implements StatementNode {}

    /** {@code UPDATE target SET ... REMOVE ... WHERE ...}. */
    record Update(Node target, List<Action> actions, List<Node> where, Optional<Returning> returning)
            implements StatementNode {
        public Update {
            actions = List.copyOf(actions);
            where = List.copyOf(where);
        }
    }

    /** {@code DELETE FROM target WHERE ...}. */
    record Delete(Node target, List<Node> where, Optional<Returning> returning) implements StatementNode {
        public Delete {
            where = List.copyOf(where);
        }
    }

    /** {@code EXISTS(SELECT ...)}. */
    record Exists(Node.Query query) implements StatementNode {}

    /**
     * What is no statement of DynamoDB's: an expression by itself, or what defines tables and indexes.
     *
     * @param operation what PartiQL calls it; empty for an expression that computes something
     */
    record Other(Optional<String> operation) implements StatementNode {}

    /** {@code SET target = value}, or REMOVE if there is no value. */
    record Action(Node target, Optional<Node> value) {}
}
