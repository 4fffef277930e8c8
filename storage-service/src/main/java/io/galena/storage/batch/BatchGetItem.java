package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.read.LongReads;
import io.galena.storage.read.PointReader;
import io.galena.storage.request.KeyChecks;
import io.galena.storage.request.KeyPaths;
import io.galena.storage.request.Tables;
import io.galena.storage.row.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code BatchGetItem}: up to 100 items of several tables by their keys, up to 16 MB of them. */
@Component
final class BatchGetItem implements Operation<BatchGetItem.Request, BatchGetItem.Answer> {
    private static final int MAX_KEYS = 100;
    private static final long MAX_BYTES = 16 << 20;
    /** As many items as surely fit into an answer: no request holds more than twice that. */
    private static final int PORTION = 40;

    private final Tables tables;
    private final PointReader reader;
    private final LongReads inPortions;

    /**
     * Makes the operation.
     *
     * @param inPortions lets requests of more than one portion read, which hold what they have while they wait for the rest
     */
    BatchGetItem(Tables tables, PointReader reader, LongReads inPortions) {
        this.tables = tables;
        this.reader = reader;
        this.inPortions = inPortions;
    }

    @Override
    public String name() {
        return "BatchGetItem";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var perTable = new ArrayList<KeysOfTable>();
        input.structureMap("RequestItems")
                .orElseThrow()
                .forEach((table, keys) -> perTable.add(KeysOfTable.read(table, keys, caller)));
        var request = new Request(perTable, ReturnConsumedCapacity.of(input));
        if (request.keys() > MAX_KEYS) {
            throw DynamoDbException.validation("Too many items requested for the BatchGetItem call");
        }
        return request;
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var descriptors =
                request.tables().stream().map(keys -> require(keys, caller)).toList();
        var found = request.keys() > PORTION
                ? inPortions.inTurn(() -> find(request, descriptors))
                : find(request, descriptors);
        throwFailure(found);
        return new Answer(found, request.capacityDetail());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeObjectPropertyStart("Responses");
        answer.tables().forEach(table -> {
            json.writeArrayPropertyStart(table.request().table().given());
            table.items().forEach(item -> item.write(json));
            json.writeEndArray();
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("UnprocessedKeys");
        answer.tables().stream()
                .filter(table -> !table.unprocessed().isEmpty())
                .forEach(table -> table.request().write(table.unprocessed(), json));
        json.writeEndObject();
        ConsumedCapacity.writeMember(
                answer.tables().stream().map(ItemsOfTable::capacity).toList(), answer.capacityDetail(), json);
    }

    private TableDescriptor require(KeysOfTable keys, Caller caller) {
        var table = tables.require(keys.table(), caller);
        keys.keys().forEach(key -> KeyChecks.checkKey(key, table.keys()));
        keys.projection().ifPresent(projection -> KeyPaths.check(projection.paths(), table));
        return table;
    }

    private List<ItemsOfTable> find(Request request, List<TableDescriptor> descriptors) {
        var found = new ArrayList<ItemsOfTable>();
        var bytesLeft = MAX_BYTES;
        for (var i = 0; i < descriptors.size(); i++) {
            var items = find(request.tables().get(i), descriptors.get(i), bytesLeft);
            bytesLeft -= items.bytes();
            found.add(items);
        }
        return found;
    }

    private ItemsOfTable find(KeysOfTable keys, TableDescriptor table, long bytesLeft) {
        var rowKeys = keys.keys().stream()
                .map(key -> KeyCodec.rowKey(table.keys(), key))
                .toList();
        var rows = new ArrayList<Optional<StoredRow>>();
        var bytes = 0L;
        var most = PORTION;
        while (rows.size() < rowKeys.size() && bytes <= bytesLeft) {
            var portion = rowKeys.subList(rows.size(), Math.min(rows.size() + most, rowKeys.size()));
            try {
                var found = reader.read(table, portion, keys.consistent());
                rows.addAll(found);
                bytes += found.stream()
                        .flatMap(Optional::stream)
                        .mapToLong(StoredRow::size)
                        .sum();
            } catch (DynamoDbException e) {
                if (e.type() != ErrorType.THROTTLING && e.type() != ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED) {
                    throw e;
                }
                if (e.throttlingReason().isEmpty() || portion.size() == 1) {
                    return ItemsOfTable.throttled(keys, rows, bytesLeft, e);
                }
                // What is left of the throughput may do for fewer.
                most = portion.size() / 2;
            }
        }
        return ItemsOfTable.of(keys, rows, bytesLeft);
    }

    /** Being throttled is an error only if it was so for all keys: a client may have part of what it asked for. */
    private static void throwFailure(List<ItemsOfTable> tables) {
        if (tables.stream().allMatch(ItemsOfTable::isUnprocessed)) {
            tables.stream()
                    .flatMap(table -> table.throttled().stream())
                    .findFirst()
                    .ifPresent(error -> {
                        throw error;
                    });
        }
    }

    record Request(List<KeysOfTable> tables, ReturnConsumedCapacity capacityDetail) {
        Request {
            tables = List.copyOf(tables);
        }

        /** How many items are asked for. */
        int keys() {
            return tables.stream().mapToInt(table -> table.keys().size()).sum();
        }
    }

    record Answer(List<ItemsOfTable> tables, ReturnConsumedCapacity capacityDetail) {
        Answer {
            tables = List.copyOf(tables);
        }
    }
}
