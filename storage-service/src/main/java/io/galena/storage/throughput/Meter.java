package io.galena.storage.throughput;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds requests to one limit, and to the bounds of the partitions under it. Safe for several threads. */
final class Meter {
    private final Limit limit;
    private final Bucket whole;
    private final Bucket[] partitions;
    private volatile long emptyUntil;

    /** A meter whose buckets are full. */
    Meter(Limit limit, long now) {
        this(limit, new Bucket(limit.rate(), limit.capacity(), now), new Bucket[0], now);
    }

    private Meter(Limit limit, Bucket whole, Bucket[] known, long now) {
        this.limit = limit;
        this.whole = whole;
        this.partitions = IntStream.range(0, limit.partitions())
                .mapToObj(number -> number < known.length
                        ? known[number]
                        : new Bucket(limit.partitionRate(), limit.partitionRate(), now))
                .toArray(Bucket[]::new);
        this.emptyUntil = now;
    }

    /** This meter under another limit of the same resource: the buckets stay as full as they are. */
    Meter under(Limit other, long now) {
        whole.resize(other.rate(), other.capacity(), now);
        var meter = new Meter(other, whole, partitions, now);
        meter.emptyUntil = emptyUntil;
        return meter;
    }

    Limit limit() {
        return limit;
    }

    /**
     * Lets a request in that costs so much at least.
     *
     * @throws DynamoDbException PROVISIONED_THROUGHPUT_EXCEEDED or THROTTLING when there is nothing left
     */
    void take(long hash, double units, long now) {
        if (!whole.take(units, now)) {
            throw limit.exceeded();
        }
        if (partitions.length > 0 && !partition(hash).take(units, now)) {
            whole.charge(-units, now);
            throw limit.partitionExceeded();
        }
    }

    /** Charges what a request costs beyond what it took; less than nothing is given back. */
    void charge(long hash, double units, long now) {
        if (units == 0) {
            return;
        }
        whole.charge(units, now);
        var until = whole.emptyUntil(now);
        if (partitions.length > 0) {
            var partition = partition(hash);
            partition.charge(units, now);
            until = Math.max(until, partition.emptyUntil(now));
        }
        if (until - emptyUntil > 0) {
            emptyUntil = until;
        }
    }

    /** Whether there may be nothing left, in all or for some partition. */
    boolean isPressed(long now) {
        return emptyUntil - now > 0;
    }

    /**
     * Demands that something is left, without taking it.
     *
     * @throws DynamoDbException as {@link #take}
     */
    void require(long hash, long now) {
        if (whole.emptyUntil(now) > now) {
            throw limit.exceeded();
        }
        if (partitions.length > 0 && partition(hash).emptyUntil(now) > now) {
            throw limit.partitionExceeded();
        }
    }

    /** All buckets, each with the number of its partition, and {@link SharedLevels#WHOLE} for that of all. */
    Stream<SharedLevels.Shared> buckets(long tableId) {
        return Stream.concat(
                Stream.of(shared(tableId, SharedLevels.WHOLE, whole)),
                IntStream.range(0, partitions.length).mapToObj(number -> shared(tableId, number, partitions[number])));
    }

    private SharedLevels.Shared shared(long tableId, int partition, Bucket bucket) {
        return new SharedLevels.Shared(tableId, limit.indexId(), limit.writes(), partition, bucket);
    }

    private Bucket partition(long hash) {
        return partitions[limit.partition(hash)];
    }
}
