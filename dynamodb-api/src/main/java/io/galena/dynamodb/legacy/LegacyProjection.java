package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.model.Structure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code AttributesToGet}: the top-level attributes that a read wants. */
public final class LegacyProjection {
    private LegacyProjection() {}

    /**
     * The projection of a request, or of one table's part of it, if it has one in this form.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words
     */
    public static Optional<Projection> of(Structure request) {
        return request.strings("AttributesToGet").map(LegacyProjection::projection);
    }

    private static Projection projection(List<String> attributes) {
        attributes.forEach(Invalid::requireName);
        var seen = new HashSet<String>();
        for (var attribute : attributes) {
            if (!seen.add(attribute)) {
                throw Invalid.parameters("Duplicate value in attribute name: " + attribute);
            }
        }
        return new Projection(attributes.stream().map(DocumentPath::of).toList());
    }
}
