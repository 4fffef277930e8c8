package io.galena.kit.catalog;

/**
 * Internal operation of the control plane: cuts the ranges of a table's stream anew. Each open stream shard is closed, and
 * children that share its range equally follow it. Writes go on meanwhile. It answers when every shard of the table has turned
 * to the children, unless one is slow: then the work goes on in the background, and the table is {@code UPDATING} until then.
 */
public final class CutStream {
    /** The operation's name. */
    public static final String NAME = "CutStream";

    private CutStream() {}

    /**
     * Asks to cut.
     *
     * @param tableId the number of the table, which must have a stream that is on
     * @param shardsPerPartition how many open stream shards each partition of the table is to have at least: no fewer than
     *     it has, since ranges are cut and never joined. As many as it has give each shard one child
     */
    public record Request(long tableId, int shardsPerPartition) {}

    /** Says that the stream is cut. */
    public record Answer() {}
}
