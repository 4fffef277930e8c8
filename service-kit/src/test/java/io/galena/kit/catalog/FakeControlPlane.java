package io.galena.kit.catalog;

import io.galena.kit.operation.InternalCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A control plane in memory: a list of changes, one revision each. {@link #publish} and {@link #drop} change the catalog;
 * the feed sees that at once unless it is {@link #cut}.
 */
final class FakeControlPlane implements InternalCalls {
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger failedPulls = new AtomicInteger();
    volatile Runnable duringLoad = () -> {};

    private final List<TableDescriptor> tables = new ArrayList<>();
    private final List<TableDescriptor> changed = new ArrayList<>();
    private final List<Long> dropped = new ArrayList<>();
    private final List<StreamDescriptor> streams = new ArrayList<>();
    private final List<StreamDescriptor> changedStreams = new ArrayList<>();
    private final List<Long> droppedStreams = new ArrayList<>();
    private long revision = 1;
    private boolean whole = true;
    private boolean cut;
    private CountDownLatch seen = new CountDownLatch(1);

    synchronized void publish(TableDescriptor table) {
        tables.removeIf(known -> known.id() == table.id());
        tables.add(table);
        changed.add(table);
        change();
    }

    synchronized void drop(TableDescriptor table) {
        tables.removeIf(known -> known.id() == table.id());
        dropped.add(table.id());
        change();
    }

    synchronized void publish(StreamDescriptor stream) {
        forget(stream);
        streams.add(stream);
        changedStreams.add(stream);
        change();
    }

    synchronized void drop(StreamDescriptor stream) {
        forget(stream);
        droppedStreams.add(stream.id());
        change();
    }

    /** Drops a stream without a word. */
    synchronized void forget(StreamDescriptor stream) {
        streams.removeIf(known -> known.id() == stream.id());
    }

    /** The next answer of the feed is everything that there is. */
    synchronized void startAnew() {
        whole = true;
        change();
    }

    synchronized void cut(boolean cut) {
        this.cut = cut;
        notifyAll();
    }

    /** Waits until the feed has asked on from the newest revision. */
    void awaitSeen() throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = seen;
        }
        latch.await();
    }

    @Override
    public <A> A call(String operation, Object request, Class<A> answerType) {
        return answerType.cast(
                switch (request) {
                    case CatalogChanges.Request pull -> pull(pull);
                    case FindTable.Request find -> find(find);
                    default -> throw new IllegalArgumentException(operation);
                });
    }

    private synchronized CatalogChanges.Answer pull(CatalogChanges.Request request) {
        failWhenCut();
        if (request.since() == revision) {
            seen.countDown();
        }
        while (request.since() == revision) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
            failWhenCut();
        }
        var answer = new CatalogChanges.Answer(
                "fake",
                revision,
                whole,
                whole ? tables : changed,
                dropped,
                List.of(),
                List.of(),
                List.of(),
                whole ? streams : changedStreams,
                droppedStreams,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        whole = false;
        changed.clear();
        dropped.clear();
        changedStreams.clear();
        droppedStreams.clear();
        return answer;
    }

    private FindTable.Answer find(FindTable.Request request) {
        loads.incrementAndGet();
        FindTable.Answer answer;
        synchronized (this) {
            Optional<TableDescriptor> found = tables.stream()
                    .filter(table ->
                            request.tableId().map(id -> id == table.id()).orElse(true))
                    .filter(table -> request.name()
                            .map(name -> name.equals(table.name()))
                            .orElse(true))
                    .findFirst();
            answer = new FindTable.Answer("fake", revision, found);
        }
        duringLoad.run();
        return answer;
    }

    private void failWhenCut() {
        if (cut) {
            failedPulls.incrementAndGet();
            throw new UncheckedIOException(new IOException("cut off"));
        }
    }

    private void change() {
        revision++;
        seen = new CountDownLatch(1);
        notifyAll();
    }
}
