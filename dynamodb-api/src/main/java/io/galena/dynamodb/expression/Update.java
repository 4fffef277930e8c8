package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An update bound to the names and values of one request. Immutable; it can be applied any number of times.
 *
 * <p>All values are computed from the old item, whatever the order of the actions. Elements of lists are found by their old positions;
 * what is set beyond the end is appended, in the order of the positions.
 */
public final class Update {
    private static final String WRONG_TYPE = "An operand in the update expression has an incorrect data type";

    private final List<Action> actions;
    private final String wrongType;
    private final PathTree.Fields<Action> tree;

    /** An update of these actions, in the order of the text. No action's path is inside of another's. */
    public Update(List<Action> actions) {
        this(actions, WRONG_TYPE);
    }

    /** The same, of which another sentence tells that the item has something of the wrong type. */
    public Update(List<Action> actions, String wrongType) {
        this.actions = List.copyOf(actions);
        this.wrongType = wrongType;
        this.tree = PathTree.of(this.actions, Action::path);
    }

    /**
     * Applies the update to an item; to the attributes of its key alone when there is none yet.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, when the item does not have what the update needs
     */
    public UpdatedItem apply(Item item) {
        return new UpdatedItem(tree, item, UpdateApplication.apply(this, item));
    }

    /** The actions, in the order of the text. */
    public List<Action> actions() {
        return actions;
    }

    /** The top-level attributes that the update changes or looks at, wholly or in part. */
    public Set<String> attributes() {
        var names = new HashSet<String>();
        for (var action : actions) {
            names.add(action.path().attribute());
            if (action instanceof Action.Set(var _, var value)) {
                value.addAttributesTo(names);
            }
        }
        return names;
    }

    /** The error for an operand of the wrong type. */
    DynamoDbException wrongType() {
        return DynamoDbException.validation(wrongType);
    }

    PathTree.Fields<Action> tree() {
        return tree;
    }

    /** One action of an update. */
    public sealed interface Action {
        /** Where it acts. */
        DocumentPath path();

        /** {@code SET path = value}. */
        record Set(DocumentPath path, Computation value) implements Action {}

        /** {@code REMOVE path}. */
        record Remove(DocumentPath path) implements Action {}

        /** {@code ADD path value}: a number to be added, or a set whose members are. */
        record Add(DocumentPath path, AttributeValue value) implements Action {}

        /** {@code DELETE path value}: a set whose members are taken out. */
        record Delete(DocumentPath path, AttributeValue value) implements Action {}
    }
}
