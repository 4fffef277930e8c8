package io.galena.storage.throughput;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.Decision;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write to a table with limits. It takes what it costs at least, and pays the rest when it is known what it did: the table for
 * the item and its local indexes, each global index for its own entries. While a global index has nothing left, the write is
 * decided with an eye on that index, and fails if it would change it: that is how a slow index holds up its table.
 */
final class MeteredWrite implements Decision {
    private final Meters meters;
    private final TableMeters table;
    private final WriteCommand command;
    private final double factor;
    private final double least;
    private final List<IndexDescriptor> pressed;
    private volatile int sizeBefore;

    /** @param factor how many times the usual price it costs */
    MeteredWrite(Meters meters, TableMeters table, WriteCommand command, double factor) {
        this.meters = meters;
        this.table = table;
        this.command = command;
        this.factor = factor;
        this.least = factor
                * (command instanceof WriteCommand.Unconditional(var _, var _, Change.Put put)
                        ? CapacityUnits.write(0, put.size())
                        : CapacityUnits.write(0, 0));
        this.pressed = table.indexWrites().isEmpty() ? List.of() : pressed(meters.now());
    }

    /** @throws DynamoDbException PROVISIONED_THROUGHPUT_EXCEEDED or THROTTLING when the table has nothing left */
    void take() {
        table.writes().ifPresent(meter -> meter.take(hash(), least, meters.now()));
    }

    /**
     * Demands that something is left of what the table has, without taking it.
     *
     * @throws DynamoDbException as {@link #take}
     */
    void require() {
        table.writes().ifPresent(meter -> meter.require(hash(), meters.now()));
    }

    /** Takes what {@link #take} does, whether there is anything left or not. */
    void takeAnyway() {
        table.writes().ifPresent(meter -> meter.charge(hash(), least, meters.now()));
    }

    /** It came to nothing, and costs nothing. */
    void giveBack() {
        table.writes().ifPresent(meter -> meter.charge(hash(), -least, meters.now()));
    }

    /** The command to carry out, which does what the given one does. */
    WriteCommand command() {
        return command instanceof WriteCommand.Unconditional && pressed.isEmpty()
                ? command
                : new WriteCommand.Decided(command.table(), command.rowKey(), command.bytes(), this);
    }

    @Override
    public Change decide(Optional<StoredRow> current) {
        sizeBefore = current.map(StoredRow::size).orElse(0);
        var change = switch (command) {
            case WriteCommand.Unconditional unconditional -> unconditional.change();
            case WriteCommand.Decided decided -> decided.decision().decide(current);
            case WriteCommand.Reindex _, WriteCommand.Recheck _, WriteCommand.Expire _ ->
                throw new IllegalStateException("Costs nothing");
        };
        if (!pressed.isEmpty()) {
            requireCapacity(current, after(change, current));
        }
        return change;
    }

    void paid(WriteResult result) {
        var units = CapacityUnits.write(
                result.sizeBefore().orElse(0),
                result.after().map(StoredRow::size).orElse(0));
        for (var mutation : result.indexMutations()) {
            if (mutation.index().scope() == IndexDescriptor.Scope.LOCAL) {
                units += ConsumedCapacity.units(mutation);
            } else {
                charge(mutation);
            }
        }
        charge(units);
    }

    /** A write that failed costs as much as the item that it found, if a condition was what failed. */
    void failed(RuntimeException error) {
        if (error instanceof DynamoDbException known && known.type() == ErrorType.CONDITIONAL_CHECK_FAILED) {
            charge(CapacityUnits.write(sizeBefore, 0));
        } else {
            giveBack();
        }
    }

    private void charge(double units) {
        table.writes().ifPresent(meter -> meter.charge(hash(), factor * units - least, meters.now()));
    }

    private void charge(IndexMutation mutation) {
        var meter = table.indexWrites().get(mutation.index().id());
        if (meter == null) {
            return;
        }
        if (mutation.moves()) {
            mutation.removed().ifPresent(row -> charge(meter, row, CapacityUnits.write(row.size(), 0)));
            mutation.put().ifPresent(row -> charge(meter, row, CapacityUnits.write(0, row.size())));
        } else {
            mutation.put().or(mutation::removed).ifPresent(row -> charge(meter, row, ConsumedCapacity.units(mutation)));
        }
    }

    private void charge(Meter meter, StoredRow entry, double units) {
        meter.charge(KeyCodec.hash(entry.key()), factor * units, meters.now());
    }

    private void requireCapacity(Optional<StoredRow> before, Optional<StoredRow> after) {
        for (var mutation : IndexMutations.of(pressed, command.table().keys(), before, after)) {
            var meter = table.indexWrites().get(mutation.index().id());
            if (meter != null) {
                mutation.removed().ifPresent(row -> meter.require(KeyCodec.hash(row.key()), meters.now()));
                mutation.put().ifPresent(row -> meter.require(KeyCodec.hash(row.key()), meters.now()));
            }
        }
    }

    private Optional<StoredRow> after(Change change, Optional<StoredRow> current) {
        return switch (change) {
            case Change.Keep() -> current;
            case Change.Delete() -> Optional.empty();
            case Change.Put put -> Optional.of(put.row(command.rowKey(), 0));
        };
    }

    private List<IndexDescriptor> pressed(long now) {
        return command.table().globalIndexes().stream()
                .filter(index -> isPressed(table.indexWrites().get(index.id()), now))
                .toList();
    }

    private static boolean isPressed(@Nullable Meter meter, long now) {
        return meter != null && meter.isPressed(now);
    }

    private long hash() {
        return KeyCodec.hash(command.rowKey());
    }
}
