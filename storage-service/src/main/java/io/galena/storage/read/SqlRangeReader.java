package io.galena.storage.read;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.StartAgainException;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.Lanes;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.Owner;
import io.galena.storage.row.StoredRow;
import io.galena.storage.row.TableNames;
import io.galena.storage.shard.Shards;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ranges by SQL, in chunks that grow, partition by partition. The first goes through a lane, with those of other reads: most
 * Queries need no other. Each of the others is a statement of its own, so that no snapshot is held from one to the next and no
 * connection while the caller works.
 */
final class SqlRangeReader implements RangeReader {
    private static final Logger log = LoggerFactory.getLogger(SqlRangeReader.class);
    /** What a read gets at once; what goes beyond waits for its turn. */
    private static final int FIRST_ROWS = 100;

    private static final long FIRST_BYTES = 128 * 1024;
    private static final int GROWTH = 12;
    private static final int LARGEST_CHUNK = 20_000;
    private static final int TRIES = 3;

    private final Shards shards;
    private final CurrentTables tables;
    private final Lanes<PendingRange> lanes;
    private final LongReads longReads;

    SqlRangeReader(Shards shards, CurrentTables tables, Lanes<PendingRange> lanes, LongReads longReads) {
        this.shards = shards;
        this.tables = tables;
        this.lanes = lanes;
        this.longReads = longReads;
    }

    @Override
    public RangePage page(RangeRequest request) {
        return tables.plan(request.table(), table -> page(request, table));
    }

    private RangePage page(RangeRequest request, TableDescriptor table) {
        if (request.index().filter(index -> !holds(table, index)).isPresent()) {
            throw new StartAgainException();
        }
        var page = new PageBuilder(request.maxRows(), request.maxBytes());
        var range = new KeySpan(request.from(), request.to());
        var partitions =
                request.forward() ? table.partitions() : table.partitions().reversed();
        for (var partition : partitions) {
            var span = KeySpan.of(partition).intersect(range);
            if (!span.isEmpty()) {
                readSpan(request, table, partition, span, page);
            }
            if (page.isFull()) {
                break;
            }
        }
        return page.build();
    }

    /** Whether a table has the index still: it is gone when the request was planned before it was deleted. */
    private static boolean holds(TableDescriptor table, IndexDescriptor index) {
        return table.indexes().anyMatch(present -> present.id() == index.id());
    }

    private void readSpan(
            RangeRequest request,
            TableDescriptor table,
            PartitionDescriptor partition,
            KeySpan span,
            PageBuilder page) {
        var relation = request.index()
                .map(index -> TableNames.index(table.id(), index.id()))
                .orElseGet(() -> TableNames.items(table.id()));
        var expected = request.consistent() ? Optional.of(Owner.expected(table, partition)) : Optional.<Owner>empty();
        var rest = span;
        while (true) {
            var first = page.isEmpty();
            var maxRows = Math.clamp((long) page.size() * GROWTH, FIRST_ROWS, LARGEST_CHUNK);
            var query = new ChunkQuery(
                    relation,
                    rest,
                    request.forward(),
                    Math.min(maxRows, page.rowsLeft()),
                    Math.min(first ? FIRST_BYTES : Long.MAX_VALUE, page.bytesLeft()),
                    expected);
            var rows = first
                    ? runBatched(table, partition.shard(), query)
                    : longReads.inTurn(() -> run(partition.shard(), query));
            page.add(rows);
            if (page.isFull() || query.reachesEnd(rows)) {
                return;
            }
            rest = rest.beyond(rows.getLast().key(), request.forward());
        }
    }

    private List<StoredRow> runBatched(TableDescriptor table, int shard, ChunkQuery query) {
        var pending = new PendingRange(table.id(), query);
        lanes.submit(shard, ThreadLocalRandom.current().nextInt(), pending);
        return pending.await();
    }

    private List<StoredRow> run(int shard, ChunkQuery query) {
        for (var tried = 1; ; tried++) {
            try (var connection = shards.require(shard).pool().getConnection()) {
                return query.run(connection).orElseThrow(StalePlanException::new);
            } catch (SQLTransientConnectionException e) {
                throw new DynamoDbException(ErrorType.THROTTLING, "Too many requests wait for the same shard");
            } catch (SQLException e) {
                if (SqlFailures.isMissingTable(e)) {
                    throw new StalePlanException();
                }
                if (tried == TRIES || !SqlFailures.isConnectionLost(e)) {
                    log.atError().addKeyValue("shard", shard).setCause(e).log("A range could not be read");
                    throw LaneOperation.internalError();
                }
            }
        }
    }
}
