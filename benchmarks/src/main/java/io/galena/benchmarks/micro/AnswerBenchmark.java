package io.galena.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.model.ApiModel;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.Operation;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.operation.OperationCall;
import io.galena.kit.operation.Protocol;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.row.StoredRow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import tools.jackson.core.JsonGenerator;

/** A whole call of an operation without the network and without PostgreSQL: parse, check, and write the answer from stored rows. */
public class AnswerBenchmark extends HotCode {
    private static final Caller CALLER = new Caller("000000000000", "us-east-1", "galena", "request");
    private static final byte[] GET =
            "{\"TableName\":\"music\",\"Key\":{\"pk\":{\"S\":\"group00000000\"},\"sk\":{\"N\":\"7\"}}}".getBytes(UTF_8);
    private static final byte[] QUERY =
            "{\"TableName\":\"music\",\"KeyConditionExpression\":\"pk = :p\",\"ExpressionAttributeValues\":{\":p\":{\"S\":\"a\"}}}"
                    .getBytes(UTF_8);
    /** A row has it in a column. */
    private static final int SIZE = ItemSize.of(Samples.ITEM);

    private final Projection projection =
            ExpressionContext.of(Optional.empty(), Optional.empty()).projection("pk, address.city, price");
    private final Dispatcher whole = dispatcher("GetItem", () -> List.of(item(Optional.empty())));
    private final Dispatcher part = dispatcher("GetItem", () -> List.of(item(Optional.of(projection))));
    private final Dispatcher rows = dispatcher(
            "Query",
            () -> Stream.generate(() -> item(Optional.empty())).limit(10).toList());

    /** One item, whose stored bytes are copied. */
    @Benchmark
    public OperationAnswer wholeItem() {
        return whole.dispatch(new OperationCall("GetItem", Protocol.DYNAMODB, GET, CALLER));
    }

    /** Parts of one item, which is parsed. */
    @Benchmark
    public OperationAnswer projectedItem() {
        return part.dispatch(new OperationCall("GetItem", Protocol.DYNAMODB, GET, CALLER));
    }

    /** Ten items, whose stored bytes are copied. */
    @Benchmark
    public OperationAnswer tenItems() {
        return rows.dispatch(new OperationCall("Query", Protocol.DYNAMODB, QUERY, CALLER));
    }

    private static AnswerItem item(Optional<Projection> projection) {
        var row = new StoredRow(new byte[0], Samples.BYTES, StoredRow.CANONICAL_JSON, SIZE, 1);
        return AnswerItem.of(row, projection);
    }

    private static Dispatcher dispatcher(String operation, Supplier<List<AnswerItem>> items) {
        var model = ApiModel.load();
        return new Dispatcher(
                List.of(new Stored(operation, items)),
                name -> model.operation(name).orElseThrow()::parse,
                new SimpleMeterRegistry());
    }

    /** An operation that has found its items. */
    private record Stored(String name, Supplier<List<AnswerItem>> items)
            implements Operation<Structure, List<AnswerItem>> {
        @Override
        public Structure read(Structure input, Caller caller) {
            return input;
        }

        @Override
        public List<AnswerItem> handle(Structure request, Caller caller) {
            return items.get();
        }

        @Override
        public void write(List<AnswerItem> answer, JsonGenerator json) {
            json.writeName("Items");
            json.writeStartArray();
            answer.forEach(item -> item.write(json));
            json.writeEndArray();
        }
    }
}
