package io.galena.kit.destination;

/**
 * Internal operation of the control plane: the stream service tells how far a destination has come. About one that is gone, or further
 * than that, it is of no consequence.
 */
public final class ReportDestination {
    /** The operation's name. */
    public static final String NAME = "ReportDestination";

    private ReportDestination() {}

    /**
     * A report.
     *
     * @param id the destination
     * @param detail the precision that has been taken up, or why changes may be missing
     */
    public record Request(long id, Event event, String detail) {}

    /** It is noted. */
    public record Answer() {}

    /** What has happened. */
    public enum Event {
        /** Every change from now on will be delivered. */
        BEGUN,
        /** Records of every change from now on will have the precision that is asked for. */
        CHANGED,
        /** Everything that was written before the end is delivered. */
        DRAINED,
        /** Changes may be missing. */
        GAP
    }
}
