package io.galena.stream.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What seems to be of no use any more. It is taken away only when it has seemed so for some time: the catalog that says so
 * may not have heard of everything.
 */
public final class Candidates<T> {
    private final Duration grace;
    private final Map<T, Instant> since = new HashMap<>();

    public Candidates(Duration grace) {
        this.grace = grace;
    }

    /** Takes what seems to be of no use now; returns those that have seemed so for long enough. */
    public Set<T> due(Set<T> now, Instant time) {
        since.keySet().retainAll(now);
        now.forEach(each -> since.putIfAbsent(each, time));
        return since.entrySet().stream()
                .filter(entry -> !entry.getValue().plus(grace).isAfter(time))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
