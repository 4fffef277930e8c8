package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.arn.Arn;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;

/**
 * The table that a tagging operation names by its ARN.
 *
 * @param arn the text of the request
 * @param name the table's name
 */
record TaggedTable(String arn, String name) {
    /**
     * The table of the member {@code ResourceArn}.
     *
     * @throws DynamoDbException ACCESS_DENIED for a resource of another account or region, VALIDATION for what is no table
     */
    static TaggedTable of(Structure input, Caller caller, String operation) {
        var arn = input.string("ResourceArn").orElseThrow();
        if (Arn.parse(arn).filter(resource -> !isOfCaller(resource, caller)).isPresent()) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to perform: dynamodb:"
                            + operation + " on resource: " + arn);
        }
        return Arn.parse(arn, "dynamodb")
                .flatMap(TableReference::nameIn)
                .map(name -> new TaggedTable(arn, name))
                .orElseThrow(() ->
                        DynamoDbException.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn));
    }

    private static boolean isOfCaller(Arn resource, Caller caller) {
        return resource.region().equals(caller.region()) && resource.account().equals(caller.account());
    }

    /** The table itself; the misspelt word is the service's. */
    Table in(TableStore tables, Caller caller) {
        return tables.find(caller.account(), caller.region(), name)
                .orElseThrow(() -> new DynamoDbException(
                        ErrorType.RESOURCE_NOT_FOUND,
                        "Requested resource not found: ResourcArn: " + arn + " not found"));
    }
}
