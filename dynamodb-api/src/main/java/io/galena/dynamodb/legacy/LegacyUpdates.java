package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Computation;
import io.galena.dynamodb.expression.DocumentPath;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AttributeUpdates}: what an update does to top-level attributes. */
public final class LegacyUpdates {
    private static final Set<AttributeType> SETS = EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);

    private LegacyUpdates() {}

    /**
     * The update of a request, if it has one in this form.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words
     */
    public static Optional<Update> of(Structure request) {
        return request.structureMap("AttributeUpdates").map(LegacyUpdates::update);
    }

    private static Update update(Map<String, Structure> updates) {
        var actions = new ArrayList<Update.Action>();
        updates.keySet().forEach(Invalid::requireName);
        updates.forEach((attribute, update) -> actions.add(action(DocumentPath.of(attribute), update)));
        return new Update(actions, "Type mismatch for attribute to update");
    }

    private static Update.Action action(DocumentPath path, Structure update) {
        var action = update.string("Action").orElse("PUT");
        var value = update.value("Value");
        if (value.isEmpty()) {
            if (!action.equals("DELETE")) {
                throw Invalid.parameters("Only DELETE action is allowed when no attribute value is specified");
            }
            return new Update.Action.Remove(path);
        }
        return switch (action) {
            case "PUT" -> new Update.Action.Set(path, new Computation.Constant(value.get()));
            case "DELETE" -> delete(path, value.get());
            case "ADD" -> add(path, value.get());
            default -> throw new IllegalStateException("The model has no action " + action);
        };
    }

    private static Update.Action delete(DocumentPath path, AttributeValue value) {
        if (!SETS.contains(value.type())) {
            throw Invalid.parameters("DELETE action with value is not supported for the type " + value.type());
        }
        return new Update.Action.Delete(path, value);
    }

    /** Lists can be added to as well, at the end; expressions have list_append for it. */
    private static Update.Action add(DocumentPath path, AttributeValue value) {
        if (value.type() == AttributeType.L) {
            var old = new Computation.IfNotExists(path, new Computation.Constant(new AttributeValue.L(List.of())));
            return new Update.Action.Set(path, new Computation.ListAppend(old, new Computation.Constant(value)));
        }
        if (value.type() != AttributeType.N && !SETS.contains(value.type())) {
            throw Invalid.parameters("ADD action is not supported for the type " + value.type());
        }
        return new Update.Action.Add(path, value);
    }
}
