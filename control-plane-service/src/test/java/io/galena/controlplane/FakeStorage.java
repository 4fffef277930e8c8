package io.galena.controlplane;

import io.galena.kit.catalog.ApplyTable;
import io.galena.kit.catalog.BackfillIndex;
import io.galena.kit.catalog.DropTable;
import io.galena.kit.catalog.FillExpiries;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatistics;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.operation.InternalOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Storage without shards: it remembers which descriptors it was given. What happens before and after each step can be set, so
 * that a step fails, or is done and fails all the same, or takes its time. It outlives the control planes that use it.
 */
final class FakeStorage {
    final Map<Long, TableDescriptor> tables = new ConcurrentHashMap<>();
    final List<TableDescriptor> applied = new CopyOnWriteArrayList<>();
    final List<FillExpiries.Request> fills = new CopyOnWriteArrayList<>();
    final List<TableDescriptor> drops = new CopyOnWriteArrayList<>();
    final Map<Long, TableStatistics.Entry> statistics = new ConcurrentHashMap<>();
    final List<BackfillIndex.Request> backfills = new CopyOnWriteArrayList<>();
    volatile Function<BackfillIndex.Request, BackfillIndex.Answer> backfill = _ -> BackfillIndex.Answer.done();
    volatile Runnable beforeApply = () -> {};
    volatile Runnable afterApply = () -> {};
    volatile Runnable beforeDrop = () -> {};
    volatile Runnable afterDrop = () -> {};
    final List<FenceChanges.Request> fences = new CopyOnWriteArrayList<>();
    volatile Runnable beforeFill = () -> {};
    volatile Runnable beforeFence = () -> {};

    InternalOperation<ApplyTable.Request, ApplyTable.Answer> applyTable() {
        return new Step<>(ApplyTable.NAME, ApplyTable.Request.class, request -> {
            beforeApply.run();
            tables.put(request.table().id(), request.table());
            applied.add(request.table());
            afterApply.run();
            return new ApplyTable.Answer();
        });
    }

    InternalOperation<DropTable.Request, DropTable.Answer> dropTable() {
        return new Step<>(DropTable.NAME, DropTable.Request.class, request -> {
            beforeDrop.run();
            tables.remove(request.table().id());
            drops.add(request.table());
            afterDrop.run();
            return new DropTable.Answer();
        });
    }

    InternalOperation<TableStatistics.Request, TableStatistics.Answer> tableStatistics() {
        return new Step<>(
                TableStatistics.NAME,
                TableStatistics.Request.class,
                request -> new TableStatistics.Answer(request.tableIds().stream()
                        .flatMap(id -> Optional.ofNullable(statistics.get(id)).stream())
                        .toList()));
    }

    /** There are three steps to go in each shard. */
    InternalOperation<FillExpiries.Request, FillExpiries.Answer> fillExpiries() {
        return new Step<>(FillExpiries.NAME, FillExpiries.Request.class, request -> {
            beforeFill.run();
            fills.add(request);
            var reached = request.after().map(key -> key[0] + 1).orElse(1);
            return new FillExpiries.Answer(
                    reached == 3 ? Optional.empty() : Optional.of(new byte[] {reached.byteValue()}));
        });
    }

    InternalOperation<FenceChanges.Request, FenceChanges.Answer> fenceChanges() {
        return new Step<>(FenceChanges.NAME, FenceChanges.Request.class, request -> {
            beforeFence.run();
            fences.add(request);
            return new FenceChanges.Answer();
        });
    }

    InternalOperation<BackfillIndex.Request, BackfillIndex.Answer> backfillIndex() {
        return new Step<>(BackfillIndex.NAME, BackfillIndex.Request.class, request -> {
            backfills.add(request);
            return backfill.apply(request);
        });
    }

    Optional<TableDescriptor> find(String name) {
        return tables.values().stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    static Runnable failing() {
        return () -> {
            throw new IllegalStateException("storage fails, as the test wants");
        };
    }

    private record Step<Q, A>(String name, Class<Q> requestType, Function<Q, A> work)
            implements InternalOperation<Q, A> {
        @Override
        public A handle(Q request) {
            return work.apply(request);
        }
    }
}
