package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.kit.operation.StartAgainException;
import io.galena.storage.answer.ItemCollectionMetrics;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.request.Tables;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code BatchWriteItem}: up to 25 puts and deletes on several tables, each on its own. A write that fails is handed back as
 * unprocessed; only when all fail, the first failure is the answer.
 */
@Component
final class BatchWriteItem implements Operation<BatchWriteItem.Request, BatchWriteItem.Answer> {
    private static final int MAX_WRITES = 25;

    private final Tables tables;
    private final ItemWriter writer;

    BatchWriteItem(Tables tables, ItemWriter writer) {
        this.tables = tables;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "BatchWriteItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var perTable = new ArrayList<WritesOfTable>();
        input.structureListMap("RequestItems")
                .orElseThrow()
                .forEach((table, requests) -> perTable.add(WritesOfTable.read(table, requests, caller)));
        if (perTable.stream().mapToInt(table -> table.writes().size()).sum() > MAX_WRITES) {
            throw DynamoDbException.validation("Too many items requested for the BatchWriteItem call");
        }
        return new Request(perTable, ReturnConsumedCapacity.of(input), ItemCollectionMetrics.wanted(input));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var descriptors = request.tables().stream()
                .map(writes -> tables.require(writes.table(), caller))
                .toList();
        var commands = new ArrayList<WriteCommand>();
        for (var i = 0; i < descriptors.size(); i++) {
            commands.addAll(request.tables().get(i).commands(descriptors.get(i)));
        }
        var outcomes = writer.write(commands);
        throwFailure(outcomes);
        var perTable = new ArrayList<OutcomesOfTable>();
        var first = 0;
        for (var i = 0; i < descriptors.size(); i++) {
            var writes = request.tables().get(i);
            var last = first + writes.writes().size();
            perTable.add(OutcomesOfTable.of(writes, descriptors.get(i), outcomes.subList(first, last)));
            first = last;
        }
        return new Answer(perTable, request.capacityDetail(), request.wantsCollections());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeObjectPropertyStart("UnprocessedItems");
        answer.tables().stream().filter(table -> !table.unprocessed().isEmpty()).forEach(table -> {
            json.writeArrayPropertyStart(table.request().table().given());
            table.unprocessed().forEach(write -> write.write(json));
            json.writeEndArray();
        });
        json.writeEndObject();
        if (answer.wantsCollections()) {
            writeCollections(answer.tables(), json);
        }
        ConsumedCapacity.writeMember(
                answer.tables().stream().map(OutcomesOfTable::capacity).toList(), answer.capacityDetail(), json);
    }

    private static void writeCollections(List<OutcomesOfTable> tables, JsonGenerator json) {
        json.writeObjectPropertyStart("ItemCollectionMetrics");
        tables.stream().filter(table -> !table.collections().isEmpty()).forEach(table -> {
            json.writeArrayPropertyStart(table.request().table().given());
            table.collections().forEach(metrics -> metrics.write(json));
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /** A failure that trying again cannot mend is the answer; when nothing succeeded, the first failure is. */
    private static void throwFailure(List<WriteOutcome> outcomes) {
        var failures = outcomes.stream()
                .filter(WriteOutcome.Failed.class::isInstance)
                .map(outcome -> ((WriteOutcome.Failed) outcome).error())
                .toList();
        failures.stream()
                .filter(error -> failures.size() == outcomes.size() || !isPassing(error))
                // Starting again is for a request of which surely nothing was done.
                .min(Comparator.comparing(StartAgainException.class::isInstance))
                .ifPresent(error -> {
                    throw error;
                });
    }

    private static boolean isPassing(RuntimeException error) {
        return !(error instanceof DynamoDbException e)
                || e.type() == ErrorType.THROTTLING
                || e.type() == ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED
                || e.type() == ErrorType.INTERNAL_SERVER_ERROR
                || e.type() == ErrorType.TRANSACTION_CONFLICT;
    }

    record Request(List<WritesOfTable> tables, ReturnConsumedCapacity capacityDetail, boolean wantsCollections) {
        Request {
            tables = List.copyOf(tables);
        }
    }

    record Answer(List<OutcomesOfTable> tables, ReturnConsumedCapacity capacityDetail, boolean wantsCollections) {
        Answer {
            tables = List.copyOf(tables);
        }
    }
}
