package io.galena.storage.lane;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The lanes of one kind to all shards, started as they are needed. Operations on one row always take the same lane.
 *
 * @param <T> the kind of operation
 */
public final class Lanes<T extends LaneOperation<?>> implements AutoCloseable {
    private final Function<Integer, List<Lane<T>>> starter;
    private final Map<Integer, List<Lane<T>>> shards = new ConcurrentHashMap<>();

    /**
     * Makes an empty set of lanes.
     *
     * @param starter starts the lanes to the shard of that number, at least one
     */
    public Lanes(Function<Integer, List<Lane<T>>> starter) {
        this.starter = starter;
    }

    /**
     * Hands in an operation.
     *
     * @param number decides between the lanes to the shard
     * @throws io.galena.dynamodb.error.DynamoDbException THROTTLING when too many wait already
     */
    public void submit(int shard, long number, T operation) {
        var lanes = shards.get(shard);
        if (lanes == null) {
            lanes = shards.computeIfAbsent(shard, starter);
        }
        lanes.get(Math.floorMod(number, lanes.size())).submit(operation);
    }

    @Override
    public void close() {
        shards.values().forEach(lanes -> lanes.forEach(Lane::close));
    }
}
