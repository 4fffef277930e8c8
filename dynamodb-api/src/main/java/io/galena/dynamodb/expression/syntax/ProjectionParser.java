package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Parses projections: paths with commas between them. */
final class ProjectionParser {
    private ProjectionParser() {}

    static List<PathSyntax> parse(ExpressionKind kind, String text) {
        var tokens = new Tokens(kind, text);
        var operands = new OperandParser(tokens);
        var paths = new ArrayList<PathSyntax>();
        do {
            paths.add(operands.path());
        } while (tokens.skip(TokenType.COMMA));
        tokens.finish();
        return List.copyOf(paths);
    }
}
