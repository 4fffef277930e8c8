package io.galena.storage.transaction;

import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.request.ExpressionMembers;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.KeyPaths;
import java.util.List;
import java.util.Optional;

/** One action of a TransactGetItems. */
record TransactedGet(TableReference table, Item key, Optional<Projection> projection) {
    private static final ExpressionMembers EXPRESSIONS =
            new ExpressionMembers(List.of("ProjectionExpression"), List.of());

    /**
     * Reads one action.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION
     */
    static TransactedGet read(Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var key = input.item("Key").orElseThrow();
        var expressions = EXPRESSIONS.context(input);
        var projection = input.string("ProjectionExpression").map(expressions::projection);
        expressions.verifyAllUsed();
        return new TransactedGet(TableReference.of(input, caller), key, projection);
    }

    /**
     * The row that it is about.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION when it does not go with the table
     */
    WantedRow row(TableDescriptor descriptor) {
        KeyChecks.checkKey(key, descriptor.keys());
        projection.ifPresent(paths -> KeyPaths.check(paths.paths(), descriptor));
        return new WantedRow(descriptor, KeyCodec.rowKey(descriptor.keys(), key));
    }
}
