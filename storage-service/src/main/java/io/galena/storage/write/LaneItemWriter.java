package io.galena.storage.write;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lanes;
import io.galena.storage.lane.StalePlanException;
import java.util.List;
import java.util.function.Supplier;

/** Writes items through lanes. */
final class LaneItemWriter implements ItemWriter {
    private final CurrentTables tables;
    private final Lanes<PendingWrite> lanes;
    private final ChangeLogPressure pressure;

    LaneItemWriter(CurrentTables tables, Lanes<PendingWrite> lanes, ChangeLogPressure pressure) {
        this.tables = tables;
        this.lanes = lanes;
        this.pressure = pressure;
    }

    @Override
    public WriteResult write(WriteCommand command) {
        return tables.plan(command.table(), table -> submit(command, table).await());
    }

    @Override
    public List<WriteOutcome> write(List<WriteCommand> commands) {
        var begun = commands.stream().map(this::begin).toList();
        return begun.stream().map(this::finish).toList();
    }

    private Begun begin(WriteCommand command) {
        try {
            var pending = submit(command, command.table());
            return new Begun(command, pending::await);
        } catch (RuntimeException e) {
            return new Begun(command, () -> {
                throw e;
            });
        }
    }

    private WriteOutcome finish(Begun write) {
        try {
            return new WriteOutcome.Done(finishOrReplan(write));
        } catch (RuntimeException e) {
            return new WriteOutcome.Failed(e);
        }
    }

    private WriteResult finishOrReplan(Begun write) {
        try {
            return write.answer().get();
        } catch (StalePlanException e) {
            var command = write.command();
            return tables.replan(
                    command.table(), table -> submit(command, table).await());
        }
    }

    private PendingWrite submit(WriteCommand command, TableDescriptor table) {
        var pending = new PendingWrite(command, table);
        if (table.changeLog().isPresent() && pressure.isThrottled(pending.shard())) {
            throw new DynamoDbException(
                    ErrorType.THROTTLING, "The table's stream is too far behind its writes: try again later");
        }
        lanes.submit(pending.shard(), pending.row().lockNumber(), pending);
        return pending;
    }

    /** A write that has been handed in, or could not be. */
    private record Begun(WriteCommand command, Supplier<WriteResult> answer) {}
}
