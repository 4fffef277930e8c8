package io.galena.dynamodb.partiql.syntax;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.galena.dynamodb.error.DynamoDbException;

/**
 * The trees of statements: each distinct text is parsed once, as long as it is remembered, which is bounded by the length of the texts.
 * Texts that are no statements are not remembered. Safe for all threads.
 */
public final class ParsedStatements {
    private static final long MAX_CHARACTERS = 1 << 20;
    private static final int OVERHEAD = 64;

    private static final Cache<String, StatementSyntax> TREES = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String text, StatementSyntax _) -> text.length() + OVERHEAD)
            .build();

    private ParsedStatements() {}

    /**
     * Checks that a text is a statement of PartiQL that reads or changes items, whether DynamoDB supports all of it or not.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words
     */
    public static void requireStatement(String text, Setting setting) {
        if (TREES.getIfPresent(text) == null
                && new StatementParser(text).parse() instanceof StatementNode.Other other) {
            throw setting.refusal(other);
        }
    }

    /**
     * The tree of a statement.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, for a text that is not a statement of DynamoDB's
     */
    public static StatementSyntax of(String text) {
        return TREES.get(text, StatementReader::read);
    }
}
