package io.galena.benchmarks.compare;

import io.galena.benchmarks.load.Failures;
import io.galena.benchmarks.load.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs of one contestant: figures are those of the rounds, but what failed while it warmed up failed, too. */
final class Runs {
    private final List<Measured> rounds = new ArrayList<>();
    private final Map<String, Failures> failures = new TreeMap<>();
    private boolean inVain;

    Runs(Measured warmUp) {
        note(warmUp);
    }

    /** Adds a round. */
    void add(Measured round) {
        rounds.add(round);
        note(round);
    }

    private void note(Measured run) {
        inVain |= run.outcome().isInVain();
        run.outcome().failures().forEach((type, more) -> failures.merge(type, more, Runs::sum));
    }

    private static Failures sum(Failures one, Failures other) {
        return new Failures(one.count() + other.count(), one.example());
    }

    List<Measured> rounds() {
        return Collections.unmodifiableList(rounds);
    }

    /** By type. */
    Map<String, Failures> failures() {
        return Collections.unmodifiableMap(failures);
    }

    /** Whether there was a run, or the warm-up, without a single success. */
    boolean anyInVain() {
        return inVain;
    }

    long errors() {
        return failures.values().stream().mapToLong(Failures::count).sum();
    }
}
