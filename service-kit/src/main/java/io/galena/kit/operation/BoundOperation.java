package io.galena.kit.operation;

import io.galena.dynamodb.error.DynamoDbException;

/** An operation with what the dispatcher needs for each of its calls, looked up once. */
record BoundOperation<Q, A>(
        Operation<Q, A> operation, RequestParser parser, OperationMetrics metrics, UsualLength length) {
    /** A name that is given anew this often within one request is not worth another try. */
    private static final int TRIES = 10;

    String name() {
        return operation.name();
    }

    OperationAnswer run(OperationCall call) {
        long start = System.nanoTime();
        try {
            return answer(call);
        } catch (Throwable failure) {
            return answer(
                    Failures.toError(failure, call.operation(), call.caller().requestId()), call.protocol());
        } finally {
            metrics.served(System.nanoTime() - start);
        }
    }

    private OperationAnswer answer(OperationCall call) {
        var caller = call.caller();
        var format = call.protocol().format();
        var request = operation.read(parser.parse(call.body(), format), caller);
        var answer = handle(request, caller);
        var buffer = new AnswerBuffer(Math.max(length.get(), operation.length(answer)));
        JsonWriting.writeObject(buffer, format, json -> operation.write(answer, json));
        var written = buffer.answer(200);
        length.learn(written.length());
        return written;
    }

    private A handle(Q request, Caller caller) {
        for (var tried = 1; ; tried++) {
            try {
                return operation.handle(request, caller);
            } catch (StartAgainException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private OperationAnswer answer(DynamoDbException error, Protocol protocol) {
        metrics.failed(error.type());
        return ErrorJson.answer(error, protocol);
    }
}
