package io.galena.storage.partiql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.DynamoJson;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ValueReader;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;

/**
 * Where the next page of a SELECT begins. All that it needs is in its text, so that any instance can go on at any time. It carries a
 * digest over the statement and itself: a token of another statement, or a damaged one, is refused.
 *
 * @param query which of the statement's Queries goes on, from 0
 * @param startKey the last key of the page before; empty for the beginning of that Query
 */
record NextToken(int query, Optional<Item> startKey) {
    static final NextToken BEGINNING = new NextToken(0, Optional.empty());

    private static final int DIGEST_BYTES = 16;

    /** The token as clients see it. */
    String text(GivenStatement statement) {
        var key = startKey.map(ItemCodec::encode).orElse(new byte[0]);
        var content = ByteBuffer.allocate(Integer.BYTES + key.length)
                .putInt(query)
                .put(key)
                .array();
        var token = ByteBuffer.allocate(DIGEST_BYTES + content.length)
                .put(digest(statement, content))
                .put(content);
        return Base64.getEncoder().encodeToString(token.array());
    }

    /**
     * Reads a token.
     *
     * @throws DynamoDbException VALIDATION when it is not one of the statement's
     */
    static NextToken of(String text, GivenStatement statement) {
        try {
            var token = Base64.getDecoder().decode(text);
            if (token.length < DIGEST_BYTES + Integer.BYTES) {
                throw invalid();
            }
            var content = Arrays.copyOfRange(token, DIGEST_BYTES, token.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(token, DIGEST_BYTES), digest(statement, content))) {
                throw invalid();
            }
            return new NextToken(ByteBuffer.wrap(content).getInt(), key(content));
        } catch (IllegalArgumentException | JacksonException _) {
            throw invalid();
        }
    }

    static DynamoDbException invalid() {
        return DynamoDbException.validation("Invalid NextToken");
    }

    private static Optional<Item> key(byte[] content) {
        if (content.length == Integer.BYTES) {
            return Optional.empty();
        }
        try (var parser = DynamoJson.factory()
                .createParser(ObjectReadContext.empty(), content, Integer.BYTES, content.length - Integer.BYTES)) {
            parser.nextToken();
            return Optional.of(ValueReader.item(parser).get());
        }
    }

    private static byte[] digest(GivenStatement statement, byte[] content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var text = statement.text().getBytes(UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            sha.update(text);
            sha.update(ItemCodec.encode(statement.numbered()));
            sha.update(content);
            return Arrays.copyOf(sha.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
