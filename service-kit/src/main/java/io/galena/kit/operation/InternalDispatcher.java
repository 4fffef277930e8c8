package io.galena.kit.operation;

import static java.util.function.UnaryOperator.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs internal operations by name, for callers in this process ({@link #call}) and for those behind HTTP ({@link
 * #dispatch}). The operations are asked for at the first call, because they may themselves call others. Safe for use by many threads.
 */
public final class InternalDispatcher {
    private final Supplier<Map<String, InternalOperation<?, ?>>> operations;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Takes the operations; two of one name fail the first call. */
    public InternalDispatcher(Supplier<List<InternalOperation<?, ?>>> operations) {
        this.operations = SingletonSupplier.of(
                () -> operations.get().stream().collect(toUnmodifiableMap(InternalOperation::name, identity())));
    }

    /**
     * Runs an operation on records.
     *
     * @throws DynamoDbException the operation's own error, UNKNOWN_OPERATION, or INTERNAL_SERVER_ERROR for any other failure
     */
    public Object call(String name, Object request) {
        try {
            return run(find(name), request);
        } catch (RuntimeException e) {
            throw Failures.toError(e, name, "");
        }
    }

    /** Runs an operation on JSON. It never throws: every failure is an answer. */
    public OperationAnswer dispatch(String name, byte[] body) {
        try {
            var operation = find(name);
            return written(run(operation, parsed(body, operation.requestType())));
        } catch (Throwable failure) {
            return ErrorJson.answer(Failures.toError(failure, name, ""), Protocol.DYNAMODB);
        }
    }

    private InternalOperation<?, ?> find(String name) {
        var operation = operations.get().get(name);
        if (operation == null) {
            throw new DynamoDbException(ErrorType.UNKNOWN_OPERATION, "");
        }
        return operation;
    }

    private static <Q, A> A run(InternalOperation<Q, A> operation, Object request) {
        return operation.handle(operation.requestType().cast(request));
    }

    private Object parsed(byte[] body, Class<?> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException _) {
            throw new DynamoDbException(ErrorType.SERIALIZATION, "The request is not the JSON of this operation");
        }
    }

    private OperationAnswer written(Object answer) {
        var body = json.writeValueAsBytes(answer);
        return new OperationAnswer(200, body, body.length);
    }
}
