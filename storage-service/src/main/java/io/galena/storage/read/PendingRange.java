package io.galena.storage.read;

import io.galena.storage.lane.LaneOperation;
import io.galena.storage.row.Owner;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;

/** The first rows of a range on their way through a read lane: so few that others do not wait long for them. */
final class PendingRange extends LaneOperation<List<StoredRow>> {
    /** A hundred rows are more work than a row. */
    private static final int WEIGHT = 8;

    private final long tableId;
    private final ChunkQuery query;

    PendingRange(long tableId, ChunkQuery query) {
        this.tableId = tableId;
        this.query = query;
    }

    long tableId() {
        return tableId;
    }

    ChunkQuery query() {
        return query;
    }

    /** What the owner row must be, if the read is to be consistent. */
    Optional<Owner> expectedOwner() {
        return query.expected();
    }

    @Override
    protected int weight() {
        return WEIGHT;
    }

    @Override
    protected int bytes() {
        return query.span().from().length
                + query.span().to().map(to -> to.length).orElse(0);
    }
}
