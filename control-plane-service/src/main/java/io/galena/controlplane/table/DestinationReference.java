package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.operation.Caller;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * A Kinesis streaming destination as a request names it.
 *
 * @param stream the name of the Kinesis stream
 */
record DestinationReference(TableReference table, String streamArn, String stream) {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:kinesis:([a-z0-9-]+):([0-9]{12}):stream/([a-zA-Z0-9_.-]{1,128})");

    /**
     * The destination that {@code TableName} and {@code StreamArn} name.
     *
     * @throws DynamoDbException VALIDATION for what is no ARN of a Kinesis stream, or one of another region; ACCESS_DENIED for
     *     another account's
     */
    static DestinationReference of(Structure input, Caller caller) {
        var table = TableReference.of(input, caller);
        var given = input.string("StreamArn").orElseThrow();
        var arn = ARN.matcher(given);
        if (!arn.matches() || !arn.group(1).equals(caller.region())) {
            throw DynamoDbException.validation("Invalid StreamArn: " + given);
        }
        if (!arn.group(2).equals(caller.account())) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to access resource: " + given);
        }
        return new DestinationReference(table, given, arn.group(3));
    }

    /** Writes the members that all answers have. */
    void write(JsonGenerator json, DestinationStatus status) {
        json.writeStringProperty("TableName", table.name());
        json.writeStringProperty("StreamArn", streamArn);
        json.writeStringProperty("DestinationStatus", status.name());
    }
}
