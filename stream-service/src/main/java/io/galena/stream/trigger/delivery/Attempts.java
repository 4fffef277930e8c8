package io.galena.stream.trigger.delivery;

import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.stream.trigger.delivery.FailureRecord.Target;
import io.galena.stream.trigger.delivery.TriggerMetrics.OfMapping;
import io.galena.stream.trigger.delivery.WindowState.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a function process batches, and does what the mapping says about failures: tries again, cuts batches in two, gives up and tells
 * so. It returns when nothing more is to be done about a batch. For use by one thread.
 */
final class Attempts {
    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    private final MappingDescriptor mapping;
    private final Target target;
    private final Supplier<Optional<FunctionDescriptor>> function;
    private final DeliveryParts parts;
    private final OfMapping meters;
    private final Results results;
    private final Duration longestAge;

    Attempts(
            MappingDescriptor mapping,
            Payload.Source source,
            Supplier<Optional<FunctionDescriptor>> function,
            DeliveryParts parts,
            Results results) {
        this.mapping = mapping;
        this.target = new Target(mapping.functionArn(), source);
        this.function = function;
        this.parts = parts;
        this.meters = parts.metrics().of(mapping);
        this.results = results;
        var age = Duration.ofSeconds(mapping.settings().maximumRecordAgeSeconds());
        this.longestAge = age.isNegative() || age.compareTo(parts.retention()) > 0 ? parts.retention() : age;
    }

    /**
     * Delivers a batch.
     *
     * @param turns what an invocation is in a window; it is told what was answered
     */
    void deliver(List<EventRecord> batch, Turns turns) throws InterruptedException {
        var left = new ArrayDeque<Part>();
        left.push(new Part(batch, 0, 0, Optional.empty()));
        while (!left.isEmpty()) {
            attempt(left.pop(), turns, left);
        }
    }

    private void attempt(Part part, Turns turns, Deque<Part> left) throws InterruptedException {
        var expired = expired(part.records());
        if (expired > 0) {
            giveUp(part.first(expired), "RecordAgeExceeded");
            if (expired < part.records().size()) {
                left.push(part.from(expired));
            }
            return;
        }
        if (isWindowExpired(part, turns.turn())) {
            giveUp(part, "RecordAgeExceeded");
            return;
        }
        var outcome = invoke(part.records(), turns.turn());
        switch (outcome) {
            case Outcome.Answered(var body) -> {
                if (turns.answered(body)) {
                    answered(part, body, left);
                } else {
                    failed(part.failed(new Outcome.Failed(200, "Unhandled")), left);
                }
            }
            case Outcome.Failed failed -> failed(part.failed(failed), left);
            case Outcome.NotReached(var reason) -> {
                results.now(Results.FUNCTION_FAILED);
                log.atDebug()
                        .addKeyValue("function", mapping.function())
                        .addKeyValue("reason", reason)
                        .log("Not invoked");
                parts.backoff().pause(part.misses() + 1);
                left.push(part.missed());
            }
        }
    }

    private Outcome invoke(List<EventRecord> records, Optional<Turn> turn) throws InterruptedException {
        var called = function.get();
        if (called.isEmpty()) {
            return new Outcome.NotReached("Function is not registered");
        }
        var now = parts.time().millis();
        if (!records.isEmpty()) {
            meters.delay()
                    .record(Duration.ofMillis(
                            Math.max(0, now - records.getFirst().committed())));
        }
        var begin = System.nanoTime();
        var outcome = parts.functions().invoke(called.get(), Payload.of(records, turn, target.source()));
        meters.of(outcome).record(Duration.ofNanos(System.nanoTime() - begin));
        return outcome;
    }

    private void answered(Part part, byte[] body, Deque<Part> left) throws InterruptedException {
        var records = part.records();
        var processed =
                mapping.settings().reportsItemFailures() ? FunctionAnswer.firstFailure(body, records) : records.size();
        meters.delivered().increment(processed);
        if (processed == records.size()) {
            results.now(Results.OK);
            return;
        }
        var failure = new Outcome.Failed(200, "BatchItemFailures");
        if (processed == 0) {
            failed(part.failed(failure), left);
        } else {
            // What is left begins with a record that has failed once.
            results.now(Results.FUNCTION_FAILED);
            retry(new Part(records.subList(processed, records.size()), 1, 0, Optional.of(failure)), left);
        }
    }

    private void failed(Part part, Deque<Part> left) throws InterruptedException {
        results.now(Results.FUNCTION_FAILED);
        var records = part.records();
        if (mapping.settings().bisect() && records.size() > 1) {
            var half = records.size() / 2;
            left.push(part.before(half, records.size()));
            left.push(part.before(0, half));
        } else {
            retry(part, left);
        }
    }

    private void retry(Part part, Deque<Part> left) throws InterruptedException {
        var most = mapping.settings().maximumRetryAttempts();
        if (most >= 0 && part.attempts() > most) {
            giveUp(part, "RetryAttemptsExhausted");
        } else {
            parts.backoff().pause(part.attempts());
            left.push(part);
        }
    }

    /** How many records at the beginning are too old. */
    private int expired(List<EventRecord> records) {
        var limit = parts.time().millis() - longestAge.toMillis();
        var count = 0;
        while (count < records.size() && records.get(count).committed() < limit) {
            count++;
        }
        return count;
    }

    /** Whether it is the end of a window that was over too long ago. */
    private boolean isWindowExpired(Part part, Optional<Turn> turn) {
        return part.records().isEmpty()
                && turn.filter(last -> last.end()
                                .plus(longestAge)
                                .isBefore(parts.time().instant()))
                        .isPresent();
    }

    /** Tells of records that will not be delivered, and does not go on before that is told. */
    private void giveUp(Part part, String condition) throws InterruptedException {
        var records = part.records();
        meters.discarded().increment(records.size());
        log.atWarn()
                .addKeyValue("mapping", mapping.uuid())
                .addKeyValue("function", mapping.function())
                .addKeyValue("records", records.size())
                .addKeyValue("condition", condition)
                .log("Records are given up");
        var destination = mapping.settings().onFailure();
        if (destination.isEmpty() || records.isEmpty()) {
            return;
        }
        var record = FailureRecord.of(records, target, condition, part.attempts(), part.last());
        for (var failures = 1; ; failures++) {
            try {
                parts.destinations().send(destination.get(), mapping.uuid(), record);
                return;
            } catch (IOException e) {
                results.now(Results.DESTINATION_FAILED);
                log.atDebug().setCause(e).log("A failure cannot be told, will be tried again");
                parts.backoff().pause(failures);
            }
        }
    }

    /** The turns of a window. */
    interface Turns {
        /** What the next invocation is in the window, if there are windows. */
        Optional<Turn> turn();

        /** Takes the answer of an invocation, unless it lacks what the next one needs. */
        boolean answered(byte[] body);
    }

    /**
     * A part of a batch.
     *
     * @param attempts how often the function has failed on it
     * @param misses how often the function was not reached since
     */
    private record Part(List<EventRecord> records, int attempts, int misses, Optional<Outcome.Failed> last) {
        Part failed(Outcome.Failed failure) {
            return new Part(records, attempts + 1, 0, Optional.of(failure));
        }

        Part missed() {
            return new Part(records, attempts, misses + 1, last);
        }

        Part first(int count) {
            return new Part(records.subList(0, count), attempts, misses, last);
        }

        Part from(int place) {
            return new Part(records.subList(place, records.size()), attempts, misses, last);
        }

        /** A half, which has not failed as often as the whole: cutting is no attempt. */
        Part before(int begin, int end) {
            return new Part(records.subList(begin, end), attempts - 1, 0, last);
        }
    }
}
