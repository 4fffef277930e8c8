package io.galena.kit.operation;

import static java.util.function.UnaryOperator.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs operations by name, and does what is alike for all of them: parse, validate against the API model, call, write the
 * answer, map errors, meter. Safe for use by many threads; a call runs in the thread of its caller. It never throws:
 * every failure is an answer.
 */
public final class Dispatcher {
    private final Map<String, BoundOperation<?, ?>> operations;

    /**
     * Collects the operations. Two of one name, or one that the API model does not know, are refused.
     *
     * @param parsers gives the parser of an operation by its name
     */
    public Dispatcher(List<Operation<?, ?>> operations, Function<String, RequestParser> parsers, MeterRegistry meters) {
        this.operations = operations.stream()
                .map(operation -> bind(operation, parsers, meters))
                .collect(toUnmodifiableMap(BoundOperation::name, identity()));
    }

    private static <Q, A> BoundOperation<Q, A> bind(
            Operation<Q, A> operation, Function<String, RequestParser> parsers, MeterRegistry meters) {
        var name = operation.name();
        return new BoundOperation<>(
                operation, parsers.apply(name), new OperationMetrics(meters, name), new UsualLength());
    }

    /** The names of the operations that it serves. */
    public Set<String> operations() {
        return operations.keySet();
    }

    /** Runs an operation; one that it does not serve is answered UNKNOWN_OPERATION. */
    public OperationAnswer dispatch(OperationCall call) {
        var operation = operations.get(call.operation());
        return operation == null
                ? ErrorJson.answer(new DynamoDbException(ErrorType.UNKNOWN_OPERATION, ""), call.protocol())
                : operation.run(call);
    }
}
