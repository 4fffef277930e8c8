package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.partiql.Statement;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemSize;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A statement as a request gives it.
 *
 * @param showItem whether an error shows the item that failed the statement's conditions
 */
record GivenStatement(String text, List<AttributeValue> parameters, boolean showItem) {
    GivenStatement {
        parameters = List.copyOf(parameters);
    }

    static GivenStatement of(Structure input) {
        return new GivenStatement(
                input.string("Statement").orElseThrow(),
                input.values("Parameters").orElse(List.of()),
                input.string("ReturnValuesOnConditionCheckFailure")
                        .filter("ALL_OLD"::equals)
                        .isPresent());
    }

    /**
     * Reads the statement.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION
     */
    Statement statement() {
        return Statement.of(text, parameters);
    }

    /** The error for EXISTS where no transaction is. */
    static DynamoDbException existsOutOfPlace() {
        return DynamoDbException.validation("EXISTS can only be used in ExecuteTransaction write requests.");
    }

    /** The parameters, as attributes of an item. */
    Item numbered() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        parameters.forEach(parameter -> attributes.put(String.valueOf(attributes.size()), parameter));
        return new Item(attributes);
    }

    /** About how large the statement is. */
    int bytes() {
        return text.length() + ItemSize.of(numbered());
    }
}
