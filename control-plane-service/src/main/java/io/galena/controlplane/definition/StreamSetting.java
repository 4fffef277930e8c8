package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/**
 * A table's stream, the present one or the last one.
 *
 * @param viewType what its records show
 * @param label names it among the streams that the table has had; shaped as a time, by which it was enabled
 */
public record StreamSetting(boolean enabled, String viewType, String label) {
    /** A request's {@code StreamSpecification}. */
    record Change(boolean enabled, Optional<String> viewType) {
        /** @throws DynamoDbException VALIDATION for a view type missing, or given though the stream is off */
        static Optional<Change> read(Structure input) {
            return input.structure("StreamSpecification").map(given -> {
                var change = new Change(given.bool("StreamEnabled").orElseThrow(), given.string("StreamViewType"));
                if (change.enabled && change.viewType.isEmpty()) {
                    throw DynamoDbException.validation(
                            "One or more parameter values were invalid: StreamViewType must be specified when"
                                    + " StreamEnabled is true");
                }
                if (!change.enabled && change.viewType.isPresent()) {
                    throw DynamoDbException.validation(
                            "One or more parameter values were invalid: StreamViewType cannot be specified when"
                                    + " StreamEnabled is false");
                }
                return change;
            });
        }
    }

    /**
     * The stream after a change.
     *
     * @param newLabel names the stream if the change turns one on
     * @throws DynamoDbException VALIDATION when it is on already, or off already
     */
    static Optional<StreamSetting> changed(
            Optional<StreamSetting> current, Change change, String tableName, String newLabel) {
        var on = current.filter(StreamSetting::enabled);
        if (change.enabled()) {
            if (on.isPresent()) {
                throw DynamoDbException.validation("Table already has an enabled stream: TableName: " + tableName);
            }
            return change.viewType().map(viewType -> new StreamSetting(true, viewType, newLabel));
        }
        if (on.isEmpty()) {
            throw DynamoDbException.validation("Table has no stream to disable: TableName: " + tableName);
        }
        return on.map(stream -> new StreamSetting(false, stream.viewType, stream.label));
    }
}
