package io.galena.kit.catalog;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.arn.Arn;
import io.galena.kit.operation.Caller;
import java.util.Optional;

/**
 * A table as a request names it.
 *
 * @param given the text of the request, a name or an ARN, which answers repeat
 * @param name the table's name
 */
public record TableReference(String given, String name) {
    private static final int LEAST_NAME = 3;
    private static final int MOST_NAME = 255;
    private static final String TYPE = "table/";

    /** The table that the member {@code TableName} names. */
    public static TableReference of(Structure input, Caller caller) {
        return of(input.string("TableName").orElseThrow(), caller);
    }

    /**
     * Understands a name or an ARN.
     *
     * @throws DynamoDbException VALIDATION for what is neither, or an ARN of another region; ACCESS_DENIED for an ARN of
     *     another account
     */
    public static TableReference of(String given, Caller caller) {
        if (isName(given)) {
            return new TableReference(given, given);
        }
        var arn = Arn.parse(given, "dynamodb")
                .filter(found -> nameIn(found).isPresent())
                .orElseThrow(() -> DynamoDbException.validation(
                        given.startsWith("arn:")
                                ? "Invalid table ARN: " + given
                                : "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and"
                                        + " may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'"));
        if (!arn.region().equals(caller.region())) {
            throw DynamoDbException.validation(
                    "Invalid table ARN: the region of " + given + " is not " + caller.region());
        }
        if (!arn.account().equals(caller.account())) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to access resource: " + given
                            + " because no resource-based policy allows it");
        }
        return new TableReference(given, nameIn(arn).orElseThrow());
    }

    /** The table's name, if that is what an ARN of DynamoDB's names. */
    public static Optional<String> nameIn(Arn arn) {
        return Optional.of(arn.resource())
                .filter(resource -> resource.startsWith(TYPE))
                .map(resource -> resource.substring(TYPE.length()))
                .filter(TableReference::isName);
    }

    /** Whether a text may be a table's name. */
    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z')
                    && (c < 'A' || c > 'Z')
                    && (c < '0' || c > '9')
                    && c != '_'
                    && c != '-'
                    && c != '.') {
                return false;
            }
        }
        return text.length() >= LEAST_NAME && text.length() <= MOST_NAME;
    }
}
