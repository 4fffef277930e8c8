package io.galena.stream.trigger.work;

import io.galena.stream.slot.Slots;
import io.galena.stream.slot.WorkKey;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.trigger.ReportMapping;
import io.galena.stream.trigger.delivery.Results;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the control plane how mappings fare, when that changes. Safe for several threads. */
final class MappingReports implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MappingReports.class);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final InternalCalls calls;
    private final Map<LaneKey, String> results = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Map<String, String> told = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    MappingReports(InternalCalls calls) {
        this.calls = calls;
        this.thread = Thread.ofVirtual().name("trigger-reports").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes how one lane of a shard fares. */
    void result(WorkKey key, int lane, String result) {
        results.put(new LaneKey(key, lane), result);
    }

    /** Nobody works on a shard here any more. */
    void forget(WorkKey key) {
        results.keySet().removeIf(lane -> lane.key().equals(key));
    }

    /** Every shard of a mapping has its place to begin at. */
    void started(String mapping) {
        started.add(mapping);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            try {
                tell();
            } catch (DynamoDbException | UncheckedIOException e) {
                log.atDebug().setCause(e).log("The control plane cannot be told how mappings fare");
            }
            Slots.sleep(BETWEEN);
        }
    }

    private void tell() {
        var now = new HashMap<String, String>();
        results.forEach((lane, result) ->
                now.merge(lane.key().owner(), result, (one, other) -> one.equals(Results.OK) ? other : one));
        told.keySet().retainAll(now.keySet());
        for (var entry : now.entrySet()) {
            if (!entry.getValue().equals(told.get(entry.getKey()))) {
                tell(entry.getKey(), false, Optional.of(entry.getValue()));
                told.put(entry.getKey(), entry.getValue());
            }
        }
        for (var mapping : Set.copyOf(started)) {
            tell(mapping, true, Optional.empty());
            started.remove(mapping);
        }
    }

    private void tell(String mapping, boolean begun, Optional<String> result) {
        calls.call(ReportMapping.NAME, new ReportMapping.Request(mapping, begun, result), ReportMapping.Answer.class);
    }

    private record LaneKey(WorkKey key, int lane) {}
}
