package io.galena.dynamodb.expression.syntax;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Remembers the trees of texts, bounded by the length of the texts. Texts that do not parse are not remembered. Safe for all threads; two that
 * ask for one text at once parse it once.
 */
final class SyntaxCache<T> {
    private static final long MAX_CHARACTERS = 1 << 20;
    private static final int OVERHEAD = 64;

    private final Parser<T> parser;
    private final Cache<Key, T> trees = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((Key key, T _) -> key.text().length() + OVERHEAD)
            .build();

    SyntaxCache(Parser<T> parser) {
        this.parser = parser;
    }

    T tree(ExpressionKind kind, String text) {
        return trees.get(new Key(kind, text), key -> parser.parse(key.kind(), key.text()));
    }

    /** Makes a tree of a text, or throws the error for it. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(ExpressionKind kind, String text);
    }

    private record Key(ExpressionKind kind, String text) {}
}
