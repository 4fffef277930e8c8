package io.galena.storage.backfill;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.read.RangePage;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Goes through rows in the order of their keys, page by page and beside other work, and has writes done that follow from them. */
@Component
final class Steps {
    static final int PAGE_ROWS = 1_000;
    static final long PAGE_BYTES = 1 << 20;

    private static final Duration STEP = Duration.ofSeconds(1);

    /** As many as a batch of writes takes, so that other writes have their turn after each. */
    private static final int AT_ONCE = 64;

    private final ItemWriter writer;

    Steps(ItemWriter writer) {
        this.writer = writer;
    }

    /**
     * Goes on for about a second.
     *
     * @param first the lowest key not yet seen
     * @param pages reads a page of rows, from that key on
     * @param commands what follows from rows
     */
    Step run(byte[] first, Function<byte[], RangePage> pages, Function<List<StoredRow>, List<WriteCommand>> commands) {
        var end = System.nanoTime() + STEP.toNanos();
        var from = first;
        while (System.nanoTime() < end) {
            var page = pages.apply(from);
            if (!write(commands.apply(page.rows()))) {
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
    private boolean write(List<WriteCommand> commands) {
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
     * @param next the lowest key not yet seen, if there may be more rows
     * @param throttled whether the table has too much to do to go on at once
     */
    record Step(Optional<byte[]> next, boolean throttled) {}
}
