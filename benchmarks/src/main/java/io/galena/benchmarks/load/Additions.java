package io.galena.benchmarks.load;

import java.util.Optional;

/**
 * Additions to counters, of which each that was acknowledged must have been done once. One whose answer did not come, or was an
 * error of the server's, may have been done as well, and even after its run.
 *
 * @param acknowledged how many were in the last run
 * @param doubtful how many of the last run, and of those before, may have been done in it besides
 */
record Additions(long acknowledged, long doubtful) {
    static final Additions NONE = new Additions(0, 0);

    /** The same after a further run. */
    Additions then(Outcome run) {
        return new Additions(run.successes(), doubtful + run.doubtful());
    }

    /** What is wrong if the counters grew by that in the last run, if anything is. */
    Optional<String> complaint(long done) {
        if (done < acknowledged) {
            return Optional.of((acknowledged - done) + " acknowledged updates are lost");
        }
        var most = acknowledged + doubtful;
        return done > most
                ? Optional.of((done - most) + " updates were done that were not asked for, or done twice")
                : Optional.empty();
    }
}
