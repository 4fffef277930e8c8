package io.galena.storage.transaction;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.request.Tables;
import io.galena.storage.row.RowId;
import io.galena.storage.write.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code TransactWriteItems}: up to 100 writes and checks on several tables, all or nothing. */
@Component
final class TransactWriteItems implements Operation<TransactWriteItems.Request, TransactWriteAnswer> {
    private final Tables tables;
    private final Transactions transactions;

    TransactWriteItems(Tables tables, Transactions transactions) {
        this.tables = tables;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "TransactWriteItems";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var actions = input.structures("TransactItems").orElseThrow();
        var writes = actions.stream()
                .map(action -> TransactedWrite.read(action, caller))
                .toList();
        TransactionSize.requireOfRequest(
                writes.stream().mapToLong(TransactedWrite::bytes).sum());
        var token = input.string("ClientRequestToken")
                .map(text -> new Token(IdempotencyToken.key(caller.account(), text), RequestDigest.of(actions)));
        return new Request(writes, token, ReturnConsumedCapacity.of(input), ItemCollectionMetrics.wanted(input));
    }

    @Override
    public TransactWriteAnswer handle(Request request, Caller caller) {
        var descriptors = request.writes().stream()
                .map(write -> tables.require(write.table(), caller))
                .toList();
        ActionPlan.requireFilledKeys(
                request.writes().stream().map(TransactedWrite::key).toList(), descriptors);
        var commands = ActionPlan.of(request.writes(), descriptors, TransactedWrite::command)
                .require(command -> new RowId(command.table().id(), command.rowKey()));
        return switch (transactions.write(commands, request.idempotencyToken())) {
            case TransactionOutcome.Done(var results) -> answer(request, descriptors, results);
            case TransactionOutcome.Repeated(var kept) ->
                new TransactWriteAnswer(
                        TransactionCosts.decode(kept),
                        ConsumedCapacity.Direction.READ,
                        request.capacityDetail(),
                        Map.of());
            case TransactionOutcome.Cancelled(var errors) -> throw Cancellation.of(errors);
        };
    }

    @Override
    public void write(TransactWriteAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    private static TransactWriteAnswer answer(
            Request request, List<TableDescriptor> descriptors, List<WriteResult> results) {
        return new TransactWriteAnswer(
                TransactionCosts.ofWrites(request.writes(), results),
                ConsumedCapacity.Direction.WRITE,
                request.capacityDetail(),
                request.wantsCollections()
                        ? TransactWriteAnswer.collections(request.writes(), descriptors, results)
                        : Map.of());
    }

    /** What stands for the client's token and for the request that it names. */
    record Token(byte[] key, byte[] digest) {}

    record Request(
            List<TransactedWrite> writes,
            Optional<Token> token,
            ReturnConsumedCapacity capacityDetail,
            boolean wantsCollections) {
        Request {
            writes = List.copyOf(writes);
        }

        Optional<IdempotencyToken> idempotencyToken() {
            return token.map(given -> new IdempotencyToken(
                    given.key(),
                    given.digest(),
                    results -> TransactionCosts.ofRepetition(writes, results).encode()));
        }
    }
}
