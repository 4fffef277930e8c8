package io.galena.controlplane.table;

import io.galena.controlplane.definition.StreamSetting;
import io.galena.controlplane.stream.Streams;
import io.galena.kit.operation.Caller;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Changes tables in the catalog: the row, its indexes and its stream. */
@Component
final class TableUpdates {
    private final TableStore tables;
    private final Streams streams;
    private final AccountLimits limits;
    private final InstantSource time;

    TableUpdates(
            TableStore tables,
            Streams streams,
            AccountLimits limits,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.tables = tables;
        this.streams = streams;
        this.limits = limits;
        this.time = time;
    }

    /**
     * Changes a table. If shards must know of the change, the row says {@code UPDATING} from now on.
     *
     * @return the table as it was and as it is to be
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND, RESOURCE_IN_USE, LIMIT_EXCEEDED or VALIDATION
     */
    TableUpdate update(UpdateTable.Request request, Caller caller, long revision) {
        var name = request.table().name();
        var before = tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
        TableErrors.requireActive(before);
        var after = changed(before, request);
        tables.updateSettings(after.id(), after.settings(), revision);
        tables.indexes().update(before, after);
        var otherStream = !after.settings().stream().equals(before.settings().stream());
        var topicPartitions = otherStream ? startStreamChange(after, revision) : 0;
        if (otherStream || isTurn(before, after)) {
            tables.startUpdate(after.id(), topicPartitions, revision);
        }
        return new TableUpdate(before, after);
    }

    private Table changed(Table before, UpdateTable.Request request) {
        var now = time.instant();
        var label = streams.newLabel(before.account(), before.region(), before.name(), now);
        var settings = request.change().update(before.settings(), before.name(), label, now, limits.throughput());
        return new GlobalIndexChanges(before, settings.billingMode(), now, limits.throughput())
                .apply(
                        request.indexes(),
                        request.attributes(),
                        () -> tables.indexes().nextId(before.id()))
                .with(request.status(), settings);
    }

    /** Whether an index comes or goes. */
    private static boolean isTurn(Table before, Table after) {
        return !states(before).equals(states(after));
    }

    private static List<GlobalIndex.State> states(Table table) {
        return table.globalIndexes().stream().map(GlobalIndex::state).toList();
    }

    private int startStreamChange(Table table, long revision) {
        var enabled = table.settings().stream().filter(StreamSetting::enabled);
        if (enabled.isPresent()) {
            return streams.enable(table.newStream(enabled.get(), time.instant()), table.partitions(), revision);
        }
        streams.disable(table.id(), revision);
        return 0;
    }
}
