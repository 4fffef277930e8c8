package io.galena.storage.query;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/** What a Query or Scan answers of the items that it finds. */
public enum Select {
    ALL_ATTRIBUTES,
    ALL_PROJECTED_ATTRIBUTES,
    SPECIFIC_ATTRIBUTES,
    COUNT;

    /**
     * Reads the member, or what its absence means.
     *
     * @throws DynamoDbException VALIDATION when it does not go together with the projection or the index
     */
    static Select of(Structure input, Optional<Projection> projection) {
        var indexed = input.has("IndexName");
        var given = input.string("Select").map(Select::valueOf);
        if (given.isEmpty()) {
            return projection.isPresent() ? SPECIFIC_ATTRIBUTES : indexed ? ALL_PROJECTED_ATTRIBUTES : ALL_ATTRIBUTES;
        }
        var select = given.get();
        if (select == SPECIFIC_ATTRIBUTES && projection.isEmpty()) {
            throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get " + select);
        }
        if (select != SPECIFIC_ATTRIBUTES && projection.isPresent()) {
            throw invalid("Cannot specify the " + projectionMember(input) + " when choosing to get "
                    + (select == COUNT ? "only the Count" : select));
        }
        if (select == ALL_PROJECTED_ATTRIBUTES && !indexed) {
            throw invalid(select + " can be used only when Querying using an IndexName");
        }
        return select;
    }

    private static String projectionMember(Structure input) {
        return input.has("AttributesToGet") ? "AttributesToGet" : "ProjectionExpression";
    }

    private static DynamoDbException invalid(String what) {
        return DynamoDbException.validation("One or more parameter values were invalid: " + what);
    }
}
