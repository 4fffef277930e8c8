package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.row.RowLock;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.ShardWrites;
import io.galena.storage.write.WriteCommand;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attempts transactions until they are done, or it is clear that they cannot be. Only what surely did nothing is tried again. */
final class Coordinator implements Transactions {
    private final CurrentTables tables;
    private final Gate gate;
    private final JointTransactions joint;
    private final Transacting.Settings settings;
    private final ShardConnections connections;
    private final TokenHomes tokenHomes;
    private final Attempt.Parts parts;

    Coordinator(
            CurrentTables tables,
            Gate gate,
            JointTransactions joint,
            Transacting.Settings settings,
            ShardConnections connections,
            TokenHomes tokenHomes,
            Attempt.Parts parts) {
        this.tables = tables;
        this.gate = gate;
        this.joint = joint;
        this.settings = settings;
        this.connections = connections;
        this.tokenHomes = tokenHomes;
        this.parts = parts;
    }

    @Override
    public TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token) {
        var named = distinct(commands.stream().map(WriteCommand::table));
        return tables.planAll(named, current -> writeJointly(new Plan(commands, current, token)))
                .orElseGet(() -> gate.pass(
                        WriteCommand.bytes(commands),
                        () -> tables.planAll(named, current -> writeAlone(new Plan(commands, current, token)))));
    }

    @Override
    public List<Optional<StoredRow>> read(List<WantedRow> rows) {
        var named = distinct(rows.stream().map(WantedRow::table));
        return gate.pass(
                0,
                () -> tables.planAll(
                        named, current -> read(new SnapshotRead(rows, current, connections, parts.faults()))));
    }

    private Optional<TransactionOutcome> writeJointly(Plan plan) {
        requireCaptureInTime(plan);
        return joint.write(plan);
    }

    private TransactionOutcome writeAlone(Plan plan) {
        requireCaptureInTime(plan);
        var retries = new Retries(settings.conflictPatience());
        while (true) {
            switch (attempt(plan).run()) {
                case AttemptResult.Finished(var outcome) -> {
                    return outcome;
                }
                case AttemptResult.Blocked(var locks) -> {
                    if (!retries.afterLocks(locks)) {
                        return new TransactionOutcome.Cancelled(
                                locks.stream().map(Coordinator::conflict).toList());
                    }
                }
                case AttemptResult.NotDone(var error) -> retries.afterFailure(error);
            }
        }
    }

    private void requireCaptureInTime(Plan plan) {
        if (plan.isThrottled(parts.pressure())) {
            throw new DynamoDbException(
                    ErrorType.THROTTLING, "The table's stream is too far behind its writes: try again later");
        }
    }

    private List<Optional<StoredRow>> read(SnapshotRead read) {
        var retries = new Retries(settings.conflictPatience());
        while (true) {
            try {
                if (read.run()) {
                    return read.rows();
                }
                if (!retries.afterLocks(read.locks())) {
                    throw new TransactionConflictException(read.locks().stream()
                            .map(lock -> lock != RowLock.HAD)
                            .toList());
                }
            } catch (SQLException e) {
                retries.afterFailure(e);
            }
        }
    }

    private Attempt attempt(Plan plan) {
        var number = UUID.randomUUID();
        var homes = tokenHomes.of(plan.token());
        var shards = new TreeSet<>(plan.shards());
        shards.addAll(homes);
        var participants = shards.stream()
                .map(shard -> new Participant(
                        new ShardSession(shard, connections),
                        new ShardWrites(plan.writes(shard), number.toString(), settings.collectionLimit()),
                        plan.token().filter(_ -> homes.contains(shard))))
                .sorted(Comparator.comparingInt(participant -> homes.indexOf(participant.shard())))
                .toList();
        return new Attempt(number, plan, participants, parts);
    }

    private static Optional<DynamoDbException> conflict(RowLock lock) {
        return lock == RowLock.HAD ? Optional.empty() : Optional.of(DynamoDbException.transactionConflict());
    }

    private static List<TableDescriptor> distinct(Stream<TableDescriptor> tables) {
        return List.copyOf(tables.collect(Collectors.toMap(
                        TableDescriptor::id, Function.identity(), (one, other) -> one, LinkedHashMap::new))
                .values());
    }
}
