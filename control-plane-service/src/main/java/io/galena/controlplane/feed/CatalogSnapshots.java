package io.galena.controlplane.feed;

import io.galena.controlplane.account.CredentialStore;
import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.kinesis.KinesisStore;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.shard.ShardStore;
import io.galena.controlplane.stream.StreamStore;
import io.galena.controlplane.table.Table;
import io.galena.controlplane.table.TableStore;
import io.galena.controlplane.trigger.TriggerStore;
import io.galena.kit.catalog.CatalogChanges;
import io.galena.kit.catalog.FindTable;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.util.List;
import java.util.Optional;

/**
 * The catalog of one region as others see it, each time at one revision. A table that is being created is not shown: no
 * shard may hold it yet. One that is being changed is shown in the version that all shards held before.
 */
public final class CatalogSnapshots {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final StreamStore streams;
    private final ShardStore shards;
    private final CredentialStore credentials;
    private final TriggerStore triggers;
    private final KinesisStore kinesisStreams;
    private final DestinationStore destinations;
    private final String region;

    public CatalogSnapshots(
            CatalogDatabase database,
            TableStore tables,
            StreamStore streams,
            ShardStore shards,
            CredentialStore credentials,
            TriggerStore triggers,
            KinesisStore kinesisStreams,
            DestinationStore destinations,
            String region) {
        this.database = database;
        this.tables = tables;
        this.streams = streams;
        this.shards = shards;
        this.credentials = credentials;
        this.triggers = triggers;
        this.kinesisStreams = kinesisStreams;
        this.destinations = destinations;
        this.region = region;
    }

    /** What changed since a revision; everything, when that is too long ago or a revision that this catalog never had. */
    CatalogChanges.Answer changesSince(long revision) {
        return database.snapshot(() -> {
            var clock = database.clock();
            var whole = revision < Math.max(clock.forgotten(), 1) || revision > clock.revision();
            var since = whole ? 0 : revision;
            return new CatalogChanges.Answer(
                    database.catalog(),
                    clock.revision(),
                    whole,
                    tables.changedSince(region, since).stream()
                            .map(CatalogSnapshots::shown)
                            .flatMap(Optional::stream)
                            .toList(),
                    whole ? List.of() : tables.droppedSince(since),
                    shards.changedSince(since),
                    credentials.changedSince(since),
                    List.of(),
                    streams.changedSince(region, since),
                    whole ? List.of() : streams.droppedSince(since),
                    triggers.changedSince(region, since),
                    kinesisStreams.changedSince(region, since),
                    destinations.changedSince(region, since));
        });
    }

    FindTable.Answer find(FindTable.Request request) {
        return database.snapshot(() -> {
            var revision = database.clock().revision();
            var table = request.tableId()
                    .flatMap(tables::find)
                    .or(() -> tables.find(
                            request.account().orElse(""), region, request.name().orElse("")));
            return new FindTable.Answer(database.catalog(), revision, table.flatMap(CatalogSnapshots::shown));
        });
    }

    private static Optional<TableDescriptor> shown(Table table) {
        return table.status() == TableStatus.CREATING ? Optional.empty() : Optional.of(table.descriptor());
    }
}
