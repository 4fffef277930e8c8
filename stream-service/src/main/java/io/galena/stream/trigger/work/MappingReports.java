package io.galena.stream.trigger.work;

import io.galena.stream.slot.WorkKey;
import io.galena.kit.background.Rounds;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.trigger.ReportMapping;
import io.galena.stream.trigger.delivery.Results;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the control plane how mappings fare, when that changes. Safe for several threads. */
final class MappingReports implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final InternalCalls calls;
    private final Map<LaneKey, String> results = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Map<String, String> told = new HashMap<>();
    private final Rounds rounds;

    MappingReports(InternalCalls calls) {
        this.calls = calls;
        this.rounds = new Rounds("trigger-reports", BETWEEN, this::tell);
    }

    void start() {
        rounds.start();
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
        rounds.close();
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
