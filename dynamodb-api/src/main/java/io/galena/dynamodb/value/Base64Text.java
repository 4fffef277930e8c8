package io.galena.dynamodb.value;

import java.util.Base64;

/** The base64 of binary values: RFC 4648's first alphabet, always padded, without unused bits set. */
final class Base64Text {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64Text() {}

    static String encode(Binary binary) {
        return Base64.getEncoder().encodeToString(binary.bytes());
    }

    /**
     * The bytes that a text from a request stands for.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException SERIALIZATION, in the words of DynamoDB's decoder
     */
    static Binary decode(String text) {
        if (text.length() % 4 != 0) {
            throw JsonShape.error(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
        try {
            var bytes = Base64.getDecoder().decode(text);
            requireNoUnusedBits(text);
            return new Binary(bytes);
        } catch (IllegalArgumentException e) {
            throw JsonShape.error("Invalid Base64 character: '" + firstInvalid(text) + "'");
        }
    }

    private static void requireNoUnusedBits(String text) {
        if (!text.endsWith("=")) {
            return;
        }
        boolean two = text.endsWith("==");
        int last = ALPHABET.indexOf(text.charAt(text.length() - (two ? 3 : 2)));
        if ((last & (two ? 0b1111 : 0b11)) != 0) {
            throw JsonShape.error("Invalid last non-pad Base64 character dectected");
        }
    }

    private static char firstInvalid(String text) {
        return (char) text.chars()
                .filter(c -> ALPHABET.indexOf(c) < 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no invalid character in text that did not decode"));
    }
}
