package io.galena.controlplane.policy;

import io.galena.controlplane.table.Table;
import io.galena.controlplane.table.PolicyStore;
import io.galena.controlplane.table.TableStore;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import java.util.Optional;

/**
 * The table or stream that a request names by its ARN.
 *
 * @param arn the text of the request
 * @param table the table, or the stream's
 * @param stream the stream's label; empty for the table itself
 */
record PolicyResource(String arn, TableReference table, String stream) {
    private static final String STREAM = "/stream/";

    /**
     * The resource of the member {@code ResourceArn}.
     *
     * @throws DynamoDbException VALIDATION for what is neither a table nor a stream of this region; ACCESS_DENIED for one of
     *     another account
     */
    static PolicyResource of(Structure input, Caller caller) {
        var arn = input.string("ResourceArn").orElseThrow();
        if (!arn.startsWith("arn:")) {
            throw DynamoDbException.validation("Invalid table ARN: " + arn);
        }
        var end = arn.indexOf(STREAM);
        return end < 0
                ? new PolicyResource(arn, TableReference.of(arn, caller), "")
                : new PolicyResource(
                        arn, TableReference.of(arn.substring(0, end), caller), arn.substring(end + STREAM.length()));
    }

    /** @throws DynamoDbException RESOURCE_NOT_FOUND when there is no such table, or it has no such stream */
    Table require(TableStore tables, PolicyStore policies, Caller caller) {
        return Optional.of(tables)
                .flatMap(store -> store.find(caller.account(), caller.region(), table.name()))
                .filter(found -> stream.isEmpty() || policies.hasStream(found.id(), stream))
                .orElseThrow(() -> new DynamoDbException(
                        ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: " + arn + " not found"));
    }
}
