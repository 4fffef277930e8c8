package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.destination.DestinationDescriptor;
import java.util.Locale;

/** The service's words about destinations that are not there, or not in the status that an operation needs. */
final class DestinationErrors {
    private DestinationErrors() {}

    static DynamoDbException streamNotFound(String arn) {
        return new DynamoDbException(
                ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: Stream: " + arn + " not found");
    }

    static DynamoDbException streamIsCreated(String arn) {
        return new DynamoDbException(
                ErrorType.RESOURCE_IN_USE,
                "Attempt to change a resource which is still in use: Stream is being created: " + arn);
    }

    static DynamoDbException tooMany(int most) {
        return new DynamoDbException(
                ErrorType.LIMIT_EXCEEDED,
                "Subscriber limit exceeded: A table can have at most " + most
                        + " Kinesis data streams as destinations at a time");
    }

    static DynamoDbException alreadyEnabled() {
        return DynamoDbException.validation(
                "Table is not in a valid state to enable Kinesis Streaming Destination: EnableKinesisStreamingDestination must"
                        + " be DISABLED or ENABLE_FAILED to perform ENABLE operation.");
    }

    static DynamoDbException notActive(String doing) {
        return DynamoDbException.validation("Table is not in a valid state to " + doing
                + " Kinesis Streaming Destination: KinesisStreamingDestination must be ACTIVE to perform "
                + doing.toUpperCase(Locale.ROOT) + " operation.");
    }

    static DynamoDbException none(String doing, DestinationReference reference) {
        return DynamoDbException.validation("Table is not in a valid state to " + doing
                + " Kinesis Streaming Destination: No streaming destination with streamArn: " + reference.streamArn()
                + " found for table with tableName: " + reference.table().name());
    }

    static DynamoDbException samePrecision(DestinationDescriptor destination, Table table) {
        return DynamoDbException.validation("Invalid Request: Precision is already set to the desired value of "
                + destination.precision() + " for tableId: " + table.uuid() + ", kdsArn: " + destination.streamArn());
    }
}
