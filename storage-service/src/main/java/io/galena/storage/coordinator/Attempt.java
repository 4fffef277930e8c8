package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.RowLock;
import io.galena.storage.shard.EachShard;
import io.galena.storage.sql.SqlFailures;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.WriteResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt to carry out a transaction that writes. It ends in one of three ways: done; surely not done, and nothing is left
 * locked; or unknown, which is an INTERNAL_SERVER_ERROR. Whatever is thrown unexpectedly leaves the shards as the coordinator's
 * death would, for {@link TransactionRecovery}.
 */
final class Attempt {
    private final UUID number;
    private final Plan plan;
    private final HybridClock clock;
    private final Endings endings;
    private final TransactionFaults faults;
    private final List<Participant> participants;

    /** @param participants those that keep the token in the order of how long they have done so */
    Attempt(UUID number, Plan plan, List<Participant> participants, Parts parts) {
        this.number = number;
        this.plan = plan;
        this.participants = participants;
        this.clock = parts.clock();
        this.endings = parts.endings();
        this.faults = parts.faults();
    }

    /**
     * Carries it out.
     *
     * @throws StalePlanException when a shard does not hold the descriptors that it was planned with
     * @throws DynamoDbException because of the token; INTERNAL_SERVER_ERROR when the outcome is unknown
     */
    AttemptResult run() {
        try {
            var result = lockAndDecide();
            participants.forEach(participant -> participant.session().release());
            return result;
        } catch (StalePlanException | DynamoDbException e) {
            participants.forEach(participant -> participant.session().release());
            throw e;
        } catch (RuntimeException | Error e) {
            participants.forEach(participant -> participant.session().discard());
            throw e;
        }
    }

    private AttemptResult lockAndDecide() {
        // Who does not have the token locks nothing else, and all ask for it in the same order: one of several gets on.
        for (var keeper : participants.stream().filter(Participant::keepsToken).toList()) {
            onEach(List.of(keeper), Participant::lockAndRead);
            var failure = failure(participants);
            if (failure.isPresent()) {
                return withoutToken(failure.get());
            }
            var earlier = keeper.earlier();
            if (earlier.isPresent()) {
                return repeated(earlier.get(), keeper);
            }
        }
        onEach(
                participants.stream()
                        .filter(participant -> !participant.keepsToken())
                        .toList(),
                Participant::lockAndRead);
        faults.reached(Step.LOCKED);
        var failure = failure(participants);
        if (failure.isPresent()) {
            return new AttemptResult.NotDone(failure.get());
        }
        if (!participants.stream().allMatch(participant -> participant.writes().isCurrent())) {
            throw new StalePlanException();
        }
        var locks =
                plan.inOrder(participants, participant -> participant.writes().locks());
        if (!faults.locksIgnored() && locks.stream().anyMatch(lock -> lock != RowLock.HAD)) {
            return new AttemptResult.Blocked(locks);
        }
        var outcomes =
                plan.inOrder(participants, participant -> participant.writes().decide(clock));
        var outcome = TransactionOutcome.of(outcomes);
        return outcome instanceof TransactionOutcome.Done done ? commit(done) : new AttemptResult.Finished(outcome);
    }

    private static AttemptResult withoutToken(SQLException failure) {
        if (SqlFailures.isRefusal(failure)) {
            throw new DynamoDbException(
                    ErrorType.TRANSACTION_IN_PROGRESS,
                    "The transaction with the given request token is already in progress");
        }
        return new AttemptResult.NotDone(failure);
    }

    /** What an earlier request has done may be seen by whoever hears of it: all of its shards have to know. */
    private AttemptResult repeated(TokenCheck.Kept kept, Participant home) {
        kept.transactionId().ifPresent(bytes -> {
            var id = TransactionId.of(home.shard(), bytes);
            EachShard.run(kept.prepared(), shard -> endings.commit(shard, id.gid(shard)));
        });
        return new AttemptResult.Finished(new TransactionOutcome.Repeated(kept.answer()));
    }

    private AttemptResult commit(TransactionOutcome.Done outcome) {
        var results = outcome.results();
        var done = new AttemptResult.Finished(outcome);
        var lost = confirmReaders();
        if (lost.isPresent()) {
            return new AttemptResult.NotDone(lost.get());
        }
        var writers = participants.stream().filter(Participant::hasToCommit).toList();
        if (writers.isEmpty()) {
            return done;
        }
        var home = home(writers);
        var others = writers.stream().filter(writer -> writer != home).toList();
        var id = new TransactionId(home.shard(), number);
        if (!others.isEmpty()) {
            var now = HybridClock.millis(clock.next(0));
            writers.forEach(writer -> writer.decided(now));
            prepare(others, id, results);
            var failure = failure(others);
            if (failure.isPresent()) {
                endings.rollBack(others, id);
                return new AttemptResult.NotDone(failure.get());
            }
        }
        return switch (endings.commitHome(home, id, others, results, plan)) {
            case Endings.Committed committed -> {
                faults.reached(Step.DECIDED);
                finish(others, id);
                faults.reached(Step.FINISHED);
                yield done;
            }
            case Endings.NotCommitted(var error) -> {
                endings.rollBack(others, id);
                yield new AttemptResult.NotDone(error);
            }
            case Endings.Unknown unknown -> throw LaneOperation.internalError();
        };
    }

    /**
     * Shards that have only checked conditions are not asked again when the others commit. A session that waited too long for another
     * shard has lost its locks, and what it has checked may be true no longer.
     */
    private Optional<SQLException> confirmReaders() {
        var readers = participants.stream()
                .filter(participant -> participants.size() > 1 && !participant.hasToCommit())
                .toList();
        onEach(readers, reader -> reader.session().confirmLocks());
        return failure(readers);
    }

    /** The shard that keeps the token, the first of several; without one, they take turns. */
    private Participant home(List<Participant> writers) {
        return writers.stream()
                .filter(Participant::keepsToken)
                .findFirst()
                .orElseGet(() -> writers.get(Math.floorMod(number.hashCode(), writers.size())));
    }

    private void prepare(List<Participant> others, TransactionId id, List<WriteResult> results) {
        onEach(others, participant -> {
            faults.reached(Step.PREPARING);
            participant.prepare(id, results, plan::answer);
        });
        faults.reached(Step.PREPARED);
    }

    private void finish(List<Participant> others, TransactionId id) {
        EachShard.run(others, participant -> {
            faults.reached(Step.FINISHING);
            endings.commit(participant, id);
        });
    }

    private static void onEach(List<Participant> participants, ShardStep step) {
        EachShard.run(participants, participant -> participant.session().attempt(() -> step.run(participant)));
    }

    private static Optional<SQLException> failure(List<Participant> participants) {
        return participants.stream()
                .flatMap(participant -> participant.session().failure().stream())
                .findFirst();
    }

    /** What is done in each shard. */
    @FunctionalInterface
    private interface ShardStep {
        void run(Participant participant) throws SQLException;
    }

    /** What all attempts work with. */
    record Parts(HybridClock clock, Endings endings, ChangeLogPressure pressure, TransactionFaults faults) {}
}
