package io.galena.storage.partiql;

import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Failures;
import io.galena.kit.operation.StartAgainException;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Carries out a batch of statements that write, each on its own. */
@Component
final class BatchWrites {
    private final ItemWriter writer;

    BatchWrites(ItemWriter writer) {
        this.writer = writer;
    }

    /** What becomes of the statements, none of which reads. */
    List<StatementOutcome> outcomes(List<BatchedPlan> plans, Caller caller) {
        var written = writer.write(plans.stream()
                .flatMap(BatchWrites::write)
                .map(WritePlan::command)
                .toList());
        throwStartAgain(written);
        var results = written.iterator();
        var outcomes = new ArrayList<StatementOutcome>();
        for (var plan : plans) {
            outcomes.add(
                    switch (plan) {
                        case BatchedPlan.Write(var write) -> outcome(write, results.next(), caller);
                        case BatchedPlan.Refused(var error) -> StatementOutcome.refused(error);
                        case BatchedPlan.Read _ ->
                            throw new IllegalArgumentException("A batch that writes does not read");
                    });
        }
        return outcomes;
    }

    private static StatementOutcome outcome(WritePlan plan, WriteOutcome outcome, Caller caller) {
        var table = plan.statement().table();
        return switch (outcome) {
            case WriteOutcome.Done(var result) ->
                StatementOutcome.done(table, plan.returned(result), plan.capacity(result));
            case WriteOutcome.Failed(var error) ->
                StatementOutcome.failed(table, Failures.toError(error, "BatchExecuteStatement", caller.requestId()));
        };
    }

    /** Starting again is for a request of which surely nothing was done. */
    private static void throwStartAgain(List<WriteOutcome> outcomes) {
        if (!outcomes.stream().allMatch(WriteOutcome.Failed.class::isInstance)) {
            return;
        }
        for (var outcome : outcomes) {
            if (outcome instanceof WriteOutcome.Failed(StartAgainException error)) {
                throw error;
            }
        }
    }

    private static Stream<WritePlan> write(BatchedPlan plan) {
        return plan instanceof BatchedPlan.Write(var write) ? Stream.of(write) : Stream.empty();
    }
}
