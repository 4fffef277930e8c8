package io.galena.kit.catalog;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import java.util.regex.Pattern;

/**
 * A table as a request names it.
 *
 * @param given the text of the request, a name or an ARN, which answers repeat
 * @param name the table's name
 */
public record TableReference(String given, String name) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:([a-z0-9-]*):([0-9]{12}):table/([a-zA-Z0-9_.-]{3,255})");

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
        if (NAME.matcher(given).matches()) {
            return new TableReference(given, given);
        }
        var arn = ARN.matcher(given);
        if (!arn.matches()) {
            throw DynamoDbException.validation(
                    given.startsWith("arn:")
                            ? "Invalid table ARN: " + given
                            : "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may"
                                    + " contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
        if (!arn.group(1).equals(caller.region())) {
            throw DynamoDbException.validation(
                    "Invalid table ARN: the region of " + given + " is not " + caller.region());
        }
        if (!arn.group(2).equals(caller.account())) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to access resource: " + given
                            + " because no resource-based policy allows it");
        }
        return new TableReference(given, arn.group(3));
    }
}
