package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.GlobalIndexDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.OnDemandThroughput;
import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.kit.catalog.IndexDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A global index as the catalog knows it.
 *
 * @param progress how far its backfill has come; storage knows what it means
 */
record GlobalIndex(
        int id,
        GlobalIndexDefinition definition,
        State state,
        Optional<String> progress,
        long itemCount,
        long sizeBytes) {
    /** Where an index is on its way into being or out of it, which goes together with versions of the table. */
    enum State {
        /** Writers keep it once the change of the table that is under way is complete; then it is backfilled. */
        ADDING,
        /** Writers keep it, and older items are being added. */
        BACKFILLING,
        /** It has all its entries; it can be read once the change of the table that is under way is complete. */
        BACKFILLED,
        ACTIVE,
        /** It is gone once the change of the table that is under way is complete. */
        REMOVING;

        /** Whether shards hold it now. */
        boolean isHeld() {
            return this != ADDING;
        }

        /** Whether shards are to hold it when the change that is under way is complete. */
        boolean isNext() {
            return this != REMOVING;
        }
    }

    GlobalIndex with(State other) {
        return new GlobalIndex(id, definition, other, progress, itemCount, sizeBytes);
    }

    GlobalIndex with(GlobalIndexDefinition other) {
        return new GlobalIndex(id, other, state, progress, itemCount, sizeBytes);
    }

    /**
     * What the data plane must know of it.
     *
     * @param next whether it is asked for the version that is to come
     */
    IndexDescriptor descriptor(List<AttributeDefinition> attributes, boolean next) {
        var projection = definition.projection();
        return new IndexDescriptor(
                id,
                definition.name(),
                KeyElement.typed(definition.keySchema(), attributes),
                projection.type().orElseThrow(),
                Set.copyOf(projection.nonKeyAttributes().orElse(List.of())),
                isReadable(next) ? IndexDescriptor.Scope.GLOBAL : IndexDescriptor.Scope.GLOBAL_BACKFILLING);
    }

    /** What bounds reads and writes of it. */
    CapacityDescriptor.Index capacity(boolean provisioned) {
        var capacity = definition.capacity();
        var limit = OnDemandThroughput.limit(provisioned, capacity.throughput(), capacity.onDemandThroughput());
        return new CapacityDescriptor.Index(id, limit.maxRead(), limit.maxWrite());
    }

    /** An index that was deleted in the midst of its backfill never is. */
    private boolean isReadable(boolean next) {
        return switch (state) {
            case ACTIVE -> true;
            case BACKFILLED -> next;
            case REMOVING -> progress.isEmpty();
            case ADDING, BACKFILLING -> false;
        };
    }
}
