package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.transport.RequestBody;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for the bodies of all requests in flight, or for those of their answers. A quarter of it is for the beginnings of
 * bodies, so that small requests are served while large ones hold the rest; the first chunk of each is not counted, so that the
 * smallest always are. A request that finds no room waits for it a little, and is then refused with what it holds given back:
 * that lets others go on, so requests that wait for each other do not do so for ever. Safe for use by many threads.
 */
final class BodyMemory {
    /** How large a body is that counts as small, and the beginning of a large one. */
    static final int SMALL = 64 * 1024;

    private static final int UNIT = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore beginnings;
    private final Semaphore rests;
    private final int largest;

    BodyMemory(long bytes) {
        int units = (int) Math.min(bytes / UNIT, Integer.MAX_VALUE);
        int rest = units - units / 4;
        this.beginnings = new Semaphore(units / 4);
        this.rests = new Semaphore(rest);
        this.largest = (int) Math.min(SMALL + (long) rest * UNIT, Integer.MAX_VALUE);
    }

    /** The share of a request, which holds nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one request holds, to be given back when it has been answered. For use by one thread. */
    final class Share implements RequestBody.Growth, AutoCloseable {
        private int beginning;
        private int rest;

        /**
         * Takes what a buffer grows by, all that there is if it is larger than that.
         *
         * @throws DynamoDbException SERVICE_UNAVAILABLE when there is no room
         */
        @Override
        public void allow(int from, int to) {
            beginning += take(beginnings, units(within(to)) - units(within(from)));
            rest += take(rests, units(beyond(to)) - units(beyond(from)));
        }

        /** Gives back all that it holds. */
        void release() {
            beginnings.release(beginning);
            rests.release(rest);
            beginning = 0;
            rest = 0;
        }

        @Override
        public void close() {
            release();
        }

        private static int within(int length) {
            return Math.clamp(length, RequestBody.FIRST_CHUNK, SMALL);
        }

        private int beyond(int length) {
            return Math.clamp(length, SMALL, largest);
        }

        private static int units(int bytes) {
            return Math.ceilDiv(bytes, UNIT);
        }

        private static int take(Semaphore room, int units) {
            try {
                if (units == 0 || room.tryAcquire(units, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return units;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The service is unavailable. Please retry.");
        }
    }
}
