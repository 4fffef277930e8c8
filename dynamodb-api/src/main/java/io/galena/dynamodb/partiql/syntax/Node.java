package io.galena.dynamodb.partiql.syntax;

import java.util.List;

/** An expression of PartiQL, whether DynamoDB understands it or not. Parentheses are gone: the tree tells what they told. */
sealed interface Node {
    /** The token that stands for it in messages. */
    Token token();

    /** {@code 'text'}. */
    record Text(String value, Token token) implements Node {}

    /** A number as it is written, with its sign. */
    record Digits(String text, Token token) implements Node {}

    /** {@code TRUE} or {@code FALSE}. */
    record Truth(boolean value, Token token) implements Node {}

    /** {@code NULL}. */
    record Null(Token token) implements Node {}

    /** {@code MISSING}. */
    record Missing(Token token) implements Node {}

    /** {@code `value`}, in the Ion notation. */
    record Ion(Token token) implements Node {}

    /** {@code ?}; the first one has the index 0. */
    record Parameter(int index, Token token) implements Node {}

    /** A name that stands for itself. */
    record Variable(String name, Token token) implements Node {}

    /** Steps from something, one or more. */
    record Path(Node root, List<Step> steps, Token token) implements Node {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    /** {@code [a, b]} or {@code (a, b)}. */
    record Sequence(List<Node> elements, Token token) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** {@code <<a, b>>}. */
    record Bag(List<Node> elements, Token token) implements Node {
        public Bag {
            elements = List.copyOf(elements);
        }
    }

    /** <code>{key: value}</code>. */
    record Tuple(List<Member> members, Token token) implements Node {
        public Tuple {
            members = List.copyOf(members);
        }
    }

    /** An operator between its operands, or before its only one. */
    record Operation(Operator operator, List<Node> operands, Token token) implements Node {
        public Operation {
            operands = List.copyOf(operands);
        }
    }

    /** {@code operand IS type}; the type as DynamoDB's messages call it. */
    record TypeTest(Node operand, String type, Token token) implements Node {}

    /** {@code name(operands)}; the name in small letters. */
    record Call(String name, List<Node> operands, Token token) implements Node {
        public Call {
            operands = List.copyOf(operands);
        }
    }

    /** A query within a statement. */
    record Subquery(Query query, Token token) implements Node {}

    /** One step of a path. */
    sealed interface Step {
        Token token();

        /** {@code .name} or {@code [key]}. */
        record Into(Node key, Token token) implements Step {}

        /** {@code [*]}. */
        record Wildcard(Token token) implements Step {}

        /** {@code .*}. */
        record Unpivot(Token token) implements Step {}
    }

    /** A member of a tuple. */
    record Member(Node key, Node value) {}

    /** The parts of a SELECT; no projections for {@code *}. */
    record Query(List<Node> projections, Node source, List<Node> where, List<Order> order) {
        public Query {
            projections = List.copyOf(projections);
            where = List.copyOf(where);
            order = List.copyOf(order);
        }
    }

    /** A term of ORDER BY. */
    record Order(Node by, boolean ascending) {}
}
