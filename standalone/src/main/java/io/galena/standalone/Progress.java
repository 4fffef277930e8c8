package io.galena.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal what has been done so far and how long it took, a line for each step. */
final class Progress {
    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void done(String step) {
        out.println(String.format(Locale.ROOT, "  %5.1f s  %s", secondsSoFar(), step));
    }

    double secondsSoFar() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
