package io.galena.storage.backfill;

import io.galena.kit.catalog.BackfillIndex;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.InternalOperation;
import io.galena.storage.changelog.RepairNotes;
import io.galena.storage.shard.Shards;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A step of a backfill: first all items of the table are gone through; then, if the index gets its entries through the change
 * log, it is waited for until it has them.
 */
@Component
final class BackfillIndexOperation implements InternalOperation<BackfillIndex.Request, BackfillIndex.Answer> {
    /** An index is backfilled once only. */
    private static final long NO_ROUND = 0;

    private final Catalog catalog;
    private final OlderItems items;
    private final IndexFences fences;
    private final Shards shards;

    BackfillIndexOperation(Catalog catalog, OlderItems items, IndexFences fences, Shards shards) {
        this.shards = shards;
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
            case Progress.Fences(var put) -> await(table.get(), index.get(), put);
        };
    }

    /** What the backfill has told may be lost even though the fences come: then a repair tells it again. */
    private BackfillIndex.Answer await(TableDescriptor table, IndexDescriptor index, PutFences put) {
        if (!fences.haveArrived(table, index.id(), NO_ROUND, put.count())) {
            return answer(put.isLate() ? fence(table, index) : new Progress.Fences(put), true);
        }
        return isRepaired(table) ? BackfillIndex.Answer.done() : answer(new Progress.Fences(put), true);
    }

    private Progress.Fences fence(TableDescriptor table, IndexDescriptor index) {
        return new Progress.Fences(PutFences.now(NO_ROUND, fences.put(table, index.id(), NO_ROUND)));
    }

    private boolean isRepaired(TableDescriptor table) {
        return table.shards().stream()
                .map(shard ->
                        new RepairNotes(JdbcClient.create(shards.require(shard).pool())))
                .noneMatch(notes -> notes.isNoted(table.id()));
    }

    private BackfillIndex.Answer step(TableDescriptor table, IndexDescriptor index, byte[] from) {
        var step = items.giveTo(List.of(index), table, from, Optional.empty());
        if (step.next().isPresent()) {
            return answer(new Progress.Items(step.next().get()), step.throttled());
        }
        return table.keepsInTransaction(index) ? BackfillIndex.Answer.done() : answer(fence(table, index), true);
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
