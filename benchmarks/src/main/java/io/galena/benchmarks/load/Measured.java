package io.galena.benchmarks.load;

import io.galena.benchmarks.server.Meter;

/**
 * A run and what it cost.
 *
 * @param use of processors while it lasted
 */
public record Measured(Outcome outcome, Meter.Use use) {
    private static final double THOUSAND = 1000;

    /** Processor seconds of the server for a thousand requests that were sent, refused ones included. */
    public double serverPerThousand() {
        return perThousand(use.server());
    }

    /** Processor seconds of this client for a thousand requests that were sent. */
    public double clientPerThousand() {
        return perThousand(use.client());
    }

    private double perThousand(double seconds) {
        return seconds * THOUSAND / Math.max(1, outcome.sent());
    }
}
