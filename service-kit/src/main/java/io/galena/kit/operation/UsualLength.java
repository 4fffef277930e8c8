package io.galena.kit.operation;

/**
 * How long the answers of an operation are of late, so that room for the next one is made at once: an answer that outgrows its room is
 * copied. Threads may overwrite what others have learnt; nothing but speed depends on it.
 */
final class UsualLength {
    static final int SHORTEST = 1024;
    static final int LONGEST = 64 * 1024;
    private static final int FADING = 16;

    private int length = SHORTEST;

    /** Room for an answer, in bytes. */
    int get() {
        return length;
    }

    /** Takes the length of an answer: a longer one counts at once, shorter ones bit by bit. */
    void learn(int found) {
        var known = length;
        length = Math.clamp(found > known ? found : known - (known - found) / FADING, SHORTEST, LONGEST);
    }
}
