package io.galena.kit.operation;

import io.galena.dynamodb.model.Structure;
import tools.jackson.core.JsonGenerator;

/**
 * One operation of the DynamoDB API, or of one of the others that are served. Instances are shared by all requests. The dispatcher calls {@link #read}, {@link
 * #handle} and {@link #write} in that order, each once for a request, except that {@link #handle} is called again when it throws
 * {@link StartAgainException}. Any of them may throw {@link io.galena.dynamodb.error.DynamoDbException}, which becomes the answer.
 *
 * @param <Q> the request as a record
 * @param <A> the answer as a record
 */
public interface Operation<Q, A> {
    /** The operation's name in the API model, such as {@code GetItem} or {@code kinesis:GetRecords}. */
    String name();

    /** Makes the request record, and does the checks that need nothing but the request. */
    Q read(Structure input, Caller caller);

    /** Does the work. */
    A handle(Q request, Caller caller);

    /** About how many bytes {@link #write} will take, as far as that is known: room for them is made at once. */
    default int length(A answer) {
        return 0;
    }

    /** Writes the members of the answer's JSON object; the dispatcher has opened it and closes it. */
    void write(A answer, JsonGenerator json);
}
