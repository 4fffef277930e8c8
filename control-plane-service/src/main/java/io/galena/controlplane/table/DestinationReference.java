package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import tools.jackson.core.JsonGenerator;

/**
 * A Kinesis streaming destination as a request names it.
 *
 * @param stream the name of the Kinesis stream
 */
record DestinationReference(TableReference table, String streamArn, String stream) {
    /**
     * The destination that {@code TableName} and {@code StreamArn} name.
     *
     * @throws DynamoDbException VALIDATION for what is no ARN of a Kinesis stream, or one of another region; ACCESS_DENIED for
     *     another account's
     */
    static DestinationReference of(Structure input, Caller caller) {
        var table = TableReference.of(input, caller);
        var given = input.string("StreamArn").orElseThrow();
        var arn = StreamReference.parse(given)
                .filter(found -> found.region().equals(caller.region()))
                .orElseThrow(() -> DynamoDbException.validation("Invalid StreamArn: " + given));
        if (!arn.account().equals(caller.account())) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to access resource: " + given);
        }
        return new DestinationReference(table, given, StreamReference.of(arn).name());
    }

    /** Writes the members that all answers have. */
    void write(JsonGenerator json, DestinationStatus status) {
        json.writeStringProperty("TableName", table.name());
        json.writeStringProperty("StreamArn", streamArn);
        json.writeStringProperty("DestinationStatus", status.name());
    }
}
