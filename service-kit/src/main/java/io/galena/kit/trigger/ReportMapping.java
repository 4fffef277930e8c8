package io.galena.kit.trigger;

import java.util.Optional;

/** Internal operation of the control plane: the stream service tells how a mapping fares. */
public final class ReportMapping {
    /** The operation's name. */
    public static final String NAME = "ReportMapping";

    private ReportMapping() {}

    /**
     * A report. About a mapping that is gone it is of no consequence.
     *
     * @param started whether every shard of the stream has its place to begin at
     * @param result what became of the last records, in Lambda's words
     */
    public record Request(String uuid, boolean started, Optional<String> result) {}

    /** It is noted. */
    public record Answer() {}
}
