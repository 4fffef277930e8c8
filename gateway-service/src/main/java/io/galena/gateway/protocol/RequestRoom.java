package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.transport.AnswerResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What one request of a client takes of what there is for all, to be given back when its answer is written. For use by one
 * thread.
 *
 * @param body memory for its body
 * @param answer memory for the body of its answer
 * @param turn its turn to be carried out
 */
record RequestRoom(BodyMemory.Share body, BodyMemory.Share answer, RequestLimit.Turn turn) implements AutoCloseable {
    /**
     * A writer of the request's answer in that form. Its turn ends once there is memory for the answer, however long the client
     * takes to receive it. An answer that finds no memory is given up for an error, as a service's is that got lost on its way.
     */
    AnswerResponse.Writer writer(AnswerForm form) {
        return (whole, response) -> {
            if (admits(whole, form, response)) {
                form.write(whole, response);
            }
        };
    }

    private boolean admits(OperationAnswer whole, AnswerForm form, HttpServletResponse response) throws IOException {
        try {
            answer.allow(0, whole.length());
            return true;
        } catch (DynamoDbException e) {
            form.write(e, response);
            return false;
        } finally {
            turn.close();
        }
    }

    @Override
    public void close() {
        turn.close();
        answer.close();
        body.close();
    }
}
