package io.galena.controlplane.table;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import java.util.regex.Pattern;

/**
 * The table that a tagging operation names by its ARN.
 *
 * @param arn the text of the request
 * @param name the table's name
 */
record TaggedTable(String arn, String name) {
    private static final Pattern RESOURCE = Pattern.compile("arn:[^:]*:[^:]*:([^:]*):([^:]*):.*", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/([a-zA-Z0-9_.-]{3,255})");

    /**
     * The table of the member {@code ResourceArn}.
     *
     * @throws DynamoDbException ACCESS_DENIED for a resource of another account or region, VALIDATION for what is no table
     */
    static TaggedTable of(Structure input, Caller caller, String operation) {
        var arn = input.string("ResourceArn").orElseThrow();
        var resource = RESOURCE.matcher(arn);
        if (resource.matches()
                && !(resource.group(1).equals(caller.region())
                        && resource.group(2).equals(caller.account()))) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to perform: dynamodb:"
                            + operation + " on resource: " + arn);
        }
        var table = TABLE.matcher(arn);
        if (!table.matches()) {
            throw DynamoDbException.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return new TaggedTable(arn, table.group(1));
    }

    /** The table itself; the misspelt word is the service's. */
    Table in(TableStore tables, Caller caller) {
        return tables.find(caller.account(), caller.region(), name)
                .orElseThrow(() -> new DynamoDbException(
                        ErrorType.RESOURCE_NOT_FOUND,
                        "Requested resource not found: ResourcArn: " + arn + " not found"));
    }
}
