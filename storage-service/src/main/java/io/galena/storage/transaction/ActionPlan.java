package io.galena.storage.transaction;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.row.RowId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the actions of a transaction come to on their tables. An action that does not go with its table cancels the transaction,
 * and the client is told which one it was.
 *
 * @param planned in the order of the actions, empty for those that do not go
 * @param reasons in the order of the actions
 */
public record ActionPlan<C>(List<Optional<C>> planned, List<CancellationReason> reasons) {
    /**
     * Checks keys, each for the table in the same place: an empty one is wrong with the request as a whole.
     *
     * @throws DynamoDbException VALIDATION
     */
    public static void requireFilledKeys(List<Item> keys, List<TableDescriptor> tables) {
        for (var i = 0; i < keys.size(); i++) {
            KeyChecks.checkFilled(keys.get(i), tables.get(i));
        }
    }

    /** Plans actions, each on the table in the same place. */
    public static <A, C> ActionPlan<C> of(
            List<A> actions, List<TableDescriptor> tables, BiFunction<A, TableDescriptor, C> plan) {
        var planned = new ArrayList<Optional<C>>();
        var reasons = new ArrayList<CancellationReason>();
        for (var i = 0; i < actions.size(); i++) {
            try {
                planned.add(Optional.of(plan.apply(actions.get(i), tables.get(i))));
                reasons.add(CancellationReason.NONE);
            } catch (DynamoDbException e) {
                planned.add(Optional.empty());
                reasons.add(CancellationReason.of(e));
            }
        }
        return new ActionPlan<>(planned, reasons);
    }

    /**
     * What all actions come to.
     *
     * @param row the row that an action is about
     * @throws DynamoDbException VALIDATION when two actions are about the same item; TRANSACTION_CANCELED when one does not go
     *     with its table
     */
    public List<C> require(Function<C, RowId> row) {
        var seen = new HashSet<RowId>();
        if (!planned.stream().flatMap(Optional::stream).map(row).allMatch(seen::add)) {
            throw DynamoDbException.validation("Transaction request cannot include multiple operations on one item");
        }
        if (planned.stream().anyMatch(Optional::isEmpty)) {
            throw DynamoDbException.transactionCanceled(reasons);
        }
        return planned.stream().flatMap(Optional::stream).toList();
    }
}
