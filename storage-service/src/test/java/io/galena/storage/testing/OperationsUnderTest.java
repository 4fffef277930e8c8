package io.galena.storage.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.model.ApiModel;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.Operation;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.operation.OperationCall;
import io.galena.kit.operation.Protocol;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.read.LongReads;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.write.ItemWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The service's operations on items behind a dispatcher, on an engine and a catalog of the test's choice. */
public final class OperationsUnderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Dispatcher dispatcher;

    public OperationsUnderTest(
            ItemWriter writer, Transactions transactions, PointReader points, RangeReader ranges, Catalog catalog) {
        var context = new AnnotationConfigApplicationContext();
        Stream.of(writer, transactions, points, ranges, catalog, new LongReads(1, PATIENCE))
                .distinct()
                .forEach(part -> context.getBeanFactory()
                        .registerSingleton(part.getClass().getName(), part));
        context.scan(
                "io.galena.storage.request",
                "io.galena.storage.item",
                "io.galena.storage.batch",
                "io.galena.storage.query",
                "io.galena.storage.partiql",
                "io.galena.storage.transaction");
        context.refresh();
        var operations = new ArrayList<Operation<?, ?>>();
        context.getBeansOfType(Operation.class).values().forEach(operations::add);
        var model = ApiModel.load();
        dispatcher = new Dispatcher(
                List.copyOf(operations), name -> model.operation(name).orElseThrow()::parse, new SimpleMeterRegistry());
    }

    /** The operations on that engine, for the tables of its catalog. */
    public static OperationsUnderTest on(TestingEngine engine) {
        return new OperationsUnderTest(
                engine.writer(), engine.transactions(), engine.points(), engine.ranges(), engine.catalog());
    }

    /** Calls an operation as the gateway would. */
    public OperationAnswer call(String operation, String request, Caller caller) {
        return dispatcher.dispatch(new OperationCall(operation, Protocol.DYNAMODB, request.getBytes(UTF_8), caller));
    }
}
