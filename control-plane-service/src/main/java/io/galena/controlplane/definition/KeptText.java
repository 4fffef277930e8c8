package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;

/** Text that clients choose freely and the catalog keeps. PostgreSQL cannot keep every text that JSON can carry. */
public final class KeptText {
    private KeptText() {}

    /**
     * The text, if it can be kept.
     *
     * @throws DynamoDbException VALIDATION for the character U+0000 or half a surrogate pair in it
     */
    public static String require(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw invalid();
            }
            if (Character.isSurrogate(c)) {
                boolean paired = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!paired) {
                    throw invalid();
                }
                i++;
            }
        }
        return text;
    }

    private static DynamoDbException invalid() {
        return DynamoDbException.validation(
                "One or more parameter values were invalid: A name or value contains an invalid character");
    }
}
