package io.galena.dynamodb.expression.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.List;

/**
 * The trees of expressions. All methods are safe for all threads, and throw {@link DynamoDbException} VALIDATION, in DynamoDB's words, for
 * a text that is not an expression of the kind; the longest text is 4096 characters.
 */
public final class ParsedExpressions {
    private static final int MAX_LENGTH = 4096;
    private static final SyntaxCache<ConditionSyntax> CONDITIONS = new SyntaxCache<>(ConditionParser::parse);
    private static final SyntaxCache<List<PathSyntax>> PROJECTIONS = new SyntaxCache<>(ProjectionParser::parse);
    private static final SyntaxCache<List<ActionSyntax>> UPDATES = new SyntaxCache<>(UpdateParser::parse);

    private ParsedExpressions() {}

    /** A condition, filter or key condition. */
    public static ConditionSyntax condition(ExpressionKind kind, String text) {
        return CONDITIONS.tree(kind, checked(kind, text));
    }

    /** The paths of a projection. */
    public static List<PathSyntax> projection(String text) {
        return PROJECTIONS.tree(ExpressionKind.PROJECTION, checked(ExpressionKind.PROJECTION, text));
    }

    /** The actions of an update, in the order of the text. */
    public static List<ActionSyntax> update(String text) {
        return UPDATES.tree(ExpressionKind.UPDATE, checked(ExpressionKind.UPDATE, text));
    }

    private static String checked(ExpressionKind kind, String text) {
        if (text.isEmpty()) {
            throw kind.invalid("The expression can not be empty;");
        }
        if (text.length() > MAX_LENGTH) {
            throw kind.invalid(
                    "Expression size has exceeded the maximum allowed size; expression size: " + text.length());
        }
        return text;
    }
}
