package io.galena.storage.backfill;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Goes through the items of a table in the order of their keys and has them written to an index anew, each under its key's
 * lock. Whatever else happens to an item meanwhile, its writer keeps the index. Items that do not belong in the index when they
 * are read are passed over.
 */
@Component
final class OlderItems {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int PAGE_ROWS = 1_000;
    private static final long PAGE_BYTES = 1 << 20;

    /** As many as a batch of writes takes, so that other writes have their turn after each. */
    private static final int AT_ONCE = 64;

    private final RangeReader ranges;
    private final ItemWriter writer;

    OlderItems(@Qualifier("ownRangeReader") RangeReader ranges, ItemWriter writer) {
        this.ranges = ranges;
        this.writer = writer;
    }

    /** Goes on for about a second. */
    Step giveTo(IndexDescriptor index, TableDescriptor table, byte[] first) {
        var end = System.nanoTime() + STEP.toNanos();
        var from = first;
        while (System.nanoTime() < end) {
            var page = ranges.page(new RangeRequest(
                    table, Optional.empty(), from, Optional.empty(), true, true, PAGE_ROWS, PAGE_BYTES));
            if (!reindex(index, table, page.rows())) {
                return new Step(Optional.of(from), true);
            }
            if (page.complete()) {
                return new Step(Optional.empty(), false);
            }
            from = RangeRequest.after(page.rows().getLast().key());
        }
        return new Step(Optional.of(from), false);
    }

    /** Returns whether all were written, and not throttled. */
    private boolean reindex(IndexDescriptor index, TableDescriptor table, List<StoredRow> rows) {
        var commands = rows.stream()
                .filter(row -> IndexMutations.belongs(index, row.item()))
                .<WriteCommand>map(row -> new WriteCommand.Reindex(table, row.key(), index.id()))
                .toList();
        for (var first = 0; first < commands.size(); first += AT_ONCE) {
            var some = commands.subList(first, Math.min(commands.size(), first + AT_ONCE));
            for (var outcome : writer.write(some)) {
                if (outcome instanceof WriteOutcome.Failed(var error)) {
                    if (error instanceof DynamoDbException known && known.type() == ErrorType.THROTTLING) {
                        return false;
                    }
                    throw error;
                }
            }
        }
        return true;
    }

    /**
     * What a step has come to.
     *
     * @param next the lowest key not yet seen, if there may be more items
     * @param throttled whether the table has too much to do to go on at once
     */
    record Step(Optional<byte[]> next, boolean throttled) {}
}
