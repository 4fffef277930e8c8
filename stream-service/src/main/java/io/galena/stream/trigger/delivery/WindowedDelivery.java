package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.trigger.MappingDescriptor;
import io.galena.stream.trigger.delivery.Attempts.Turns;
import io.galena.stream.trigger.delivery.WindowState.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivers records by tumbling windows of the time at which they were written. What the function answers as its state goes into
 * its next invocation; one without records ends each window.
 */
final class WindowedDelivery implements Delivery, Turns {
    private static final int MAX_STATE = 1024 * 1024;

    /** Records come a moment after they were written. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Attempts attempts;
    private final Duration length;
    private final InstantSource time;
    private Optional<WindowState> window;
    private boolean last;
    private boolean early;

    WindowedDelivery(Attempts attempts, MappingDescriptor mapping, InstantSource time, Optional<WindowState> window) {
        this.attempts = attempts;
        this.length = Duration.ofSeconds(mapping.settings().tumblingWindowSeconds());
        this.time = time;
        this.window = window;
    }

    @Override
    public void deliver(List<EventRecord> batch) throws InterruptedException {
        var run = new ArrayList<EventRecord>();
        for (var record : batch) {
            if (window.isPresent() && isBehind(record, window.get())) {
                flush(run);
                close(false);
            }
            if (window.isEmpty()) {
                window = Optional.of(WindowState.at(record.committed(), length));
            }
            run.add(record);
        }
        flush(run);
    }

    @Override
    public void idle() throws InterruptedException {
        if (window.isPresent()
                && time.instant().isAfter(window.get().end(length).plus(GRACE))) {
            close(false);
        }
    }

    @Override
    public Optional<WindowState> window() {
        return window;
    }

    @Override
    public Optional<Turn> turn() {
        return window.map(open -> new Turn(open, length, last, early));
    }

    /** Lambda takes an answer without a state for a failure; after the last invocation nobody needs it. */
    @Override
    public boolean answered(byte[] body) {
        var state = FunctionAnswer.state(body);
        state.ifPresent(next -> window = window.map(open -> open.with(next)));
        return last || state.isPresent();
    }

    private boolean isBehind(EventRecord record, WindowState open) {
        return record.committed() >= open.end(length).toEpochMilli();
    }

    private void flush(List<EventRecord> run) throws InterruptedException {
        if (run.isEmpty()) {
            return;
        }
        attempts.deliver(List.copyOf(run), this);
        run.clear();
        if (window.filter(open -> open.state().getBytes(UTF_8).length > MAX_STATE)
                .isPresent()) {
            close(true);
        }
    }

    private void close(boolean tooLarge) throws InterruptedException {
        last = true;
        early = tooLarge;
        try {
            attempts.deliver(List.of(), this);
        } finally {
            last = false;
            early = false;
        }
        window = Optional.empty();
    }
}
