package io.galena.storage.backfill;

import io.galena.kit.catalog.BackfillIndex;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.InternalOperation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A step of a backfill: first all items of the table are gone through; then, if the index gets its entries through the change
 * log, it is waited for until it has them.
 */
@Component
final class BackfillIndexOperation implements InternalOperation<BackfillIndex.Request, BackfillIndex.Answer> {
    private final Catalog catalog;
    private final OlderItems items;
    private final IndexFences fences;

    BackfillIndexOperation(Catalog catalog, OlderItems items, IndexFences fences) {
        this.catalog = catalog;
        this.items = items;
        this.fences = fences;
    }

    @Override
    public String name() {
        return BackfillIndex.NAME;
    }

    @Override
    public Class<BackfillIndex.Request> requestType() {
        return BackfillIndex.Request.class;
    }

    @Override
    public BackfillIndex.Answer handle(BackfillIndex.Request request) {
        var progress = Progress.parse(request.progress());
        var table = current(request);
        var index = table.flatMap(known -> index(known, request.indexId()));
        if (index.isEmpty()) {
            return answer(progress, true);
        }
        return switch (progress) {
            case Progress.Items(var from) -> step(table.get(), index.get(), from);
            case Progress.Fences(var partitions) ->
                fences.haveArrived(table.get(), index.get(), partitions)
                        ? BackfillIndex.Answer.done()
                        : answer(progress, true);
        };
    }

    private BackfillIndex.Answer step(TableDescriptor table, IndexDescriptor index, byte[] from) {
        var step = items.giveTo(index, table, from);
        if (step.next().isPresent()) {
            return answer(new Progress.Items(step.next().get()), step.throttled());
        }
        return table.keepsInTransaction(index)
                ? BackfillIndex.Answer.done()
                : answer(new Progress.Fences(fences.put(table, index)), true);
    }

    private Optional<TableDescriptor> current(BackfillIndex.Request request) {
        return catalog.find(request.tableId())
                .flatMap(known -> known.version() < request.version() ? catalog.reload(known) : Optional.of(known))
                .filter(known -> known.id() == request.tableId());
    }

    private static Optional<IndexDescriptor> index(TableDescriptor table, int id) {
        return table.globalIndexes().stream().filter(index -> index.id() == id).findFirst();
    }

    private static BackfillIndex.Answer answer(Progress progress, boolean waits) {
        return new BackfillIndex.Answer(progress.text(), false, waits);
    }
}
