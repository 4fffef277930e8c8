package io.galena.storage.coordinator;

import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.JointWrites;
import io.galena.storage.write.UnknownCommits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One attempt to carry out transactions together, in one transaction of PostgreSQL and two round trips. */
final class JointAttempt {
    private final ScriptConnection connection;
    private final List<PendingTransaction> transactions;
    private final HybridClock clock;
    private final UnknownCommits unknownCommits;
    private final JointWrites writes;
    private final TokenCheck tokens;
    private final List<Decided> decided = new ArrayList<>();
    private final List<PendingTransaction> blocked = new ArrayList<>();
    private final List<Runnable> otherAnswers = new ArrayList<>();

    /** @param transactions no two of them with a row or a token in common */
    JointAttempt(
            ScriptConnection connection,
            List<PendingTransaction> transactions,
            HybridClock clock,
            UnknownCommits unknownCommits) {
        this.connection = connection;
        this.transactions = transactions;
        this.clock = clock;
        this.unknownCommits = unknownCommits;
        this.writes = new JointWrites(
                transactions.stream().map(PendingTransaction::writes).toList());
        this.tokens = new TokenCheck(transactions.stream()
                .flatMap(transaction -> transaction.plan().token().stream())
                .toList());
    }

    /**
     * Carries them out.
     *
     * @return those that somebody else was in the way of for the first time, unanswered
     * @throws SQLException if surely nothing was done; none is answered then
     */
    List<PendingTransaction> run() throws SQLException {
        var script = new Script();
        tokens.addTrying(script);
        writes.addReading(script);
        connection.run(script, SilentShards.LONGEST);
        for (var i = 0; i < transactions.size(); i++) {
            if (!decide(i)) {
                writes.leaveOut(i);
            }
        }
        var keeping = keeping();
        if (!writes.changed() && keeping.isEmpty()) {
            connection.reset();
            decided.forEach(Decided::answer);
        } else if (commit(keeping)) {
            decided.forEach(Decided::answer);
        } else {
            decided.forEach(Decided::answerUnknown);
        }
        otherAnswers.forEach(Runnable::run);
        return blocked;
    }

    /** Decides what a transaction writes; returns whether it is to be committed. */
    private boolean decide(int number) {
        var transaction = transactions.get(number);
        if (!transaction.plan().token().map(tokens::isFree).orElse(true)) {
            attemptAlone(transaction);
        } else if (!writes.isLocked(number)) {
            if (transaction.isBlockedAgain()) {
                attemptAlone(transaction);
            } else {
                blocked.add(transaction);
            }
        } else if (!writes.isCurrent(number)) {
            otherAnswers.add(() -> transaction.fail(new StalePlanException()));
        } else {
            return decideLocked(number, transaction);
        }
        return false;
    }

    private boolean decideLocked(int number, PendingTransaction transaction) {
        try {
            var outcome = TransactionOutcome.of(writes.decide(number, clock));
            if (outcome instanceof TransactionOutcome.Done done) {
                decided.add(new Decided(transaction, done, writes.changed(number)));
                return true;
            }
            otherAnswers.add(() -> transaction.complete(Optional.of(outcome)));
        } catch (RuntimeException e) {
            otherAnswers.add(() -> transaction.fail(e));
        }
        return false;
    }

    private void attemptAlone(PendingTransaction transaction) {
        otherAnswers.add(() -> transaction.complete(Optional.empty()));
    }

    private List<TokenCheck.Keeping> keeping() {
        return decided.stream().flatMap(done -> done.keeping().stream()).toList();
    }

    /**
     * Writes and commits.
     *
     * @return whether that is durable; if not, its outcome is unknown
     * @throws SQLException if it surely did not commit
     */
    private boolean commit(List<TokenCheck.Keeping> keeping) throws SQLException {
        var script = new Script();
        writes.addWriting(script);
        TokenCheck.addWriting(script, keeping);
        try {
            return !connection.run(script.add(HomeStatements.COMMIT)).warned();
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                throw e;
            }
            return switch (unknownCommits.resolve(writes, connection.serverStart())) {
                case COMMITTED -> true;
                case UNKNOWN -> false;
                case NOT_COMMITTED -> throw e;
            };
        }
    }

    /** A transaction that is done once all is committed. */
    private record Decided(PendingTransaction transaction, TransactionOutcome.Done outcome, boolean changes) {
        void answer() {
            transaction.complete(Optional.of(outcome));
        }

        /** Answers when it is not known whether all was committed. */
        void answerUnknown() {
            if (changes || transaction.plan().token().isPresent()) {
                transaction.fail(LaneOperation.internalError());
            } else {
                answer();
            }
        }

        Optional<TokenCheck.Keeping> keeping() {
            return transaction
                    .plan()
                    .token()
                    .map(token -> new TokenCheck.Keeping(
                            token, transaction.plan().answer(outcome.results()), transaction.id()));
        }
    }
}
