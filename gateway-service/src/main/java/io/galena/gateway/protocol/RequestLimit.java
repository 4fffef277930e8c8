package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.concurrent.Semaphore;

/**
 * How many requests are carried out at once. More would only wait, longer and longer, for what all of them need; refused at once, before their
 * signatures and bodies are looked at, they cost the others little. A request counts from when its body is there, so that slow
 * clients take no room, until it has its answer. Safe for use by many threads.
 */
final class RequestLimit {
    private final Semaphore room;

    RequestLimit(int requests) {
        this.room = new Semaphore(requests);
    }

    /** The turn of a request, which has not begun. */
    Turn turn() {
        return new Turn();
    }

    /** One request's part. For use by one thread. */
    final class Turn implements AutoCloseable {
        private boolean begun;

        /**
         * Begins.
         *
         * @throws DynamoDbException THROTTLING when there are too many
         */
        void begin() {
            if (!room.tryAcquire()) {
                throw new DynamoDbException(ErrorType.THROTTLING, "Too many requests at once");
            }
            begun = true;
        }

        /** Ends, if it has begun; once. */
        @Override
        public void close() {
            if (begun) {
                begun = false;
                room.release();
            }
        }
    }
}
