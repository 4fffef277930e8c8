package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.DestinationLog;
import io.galena.controlplane.destination.Destination;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.kinesis.KinesisStore;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.operation.InternalCalls;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What destinations need in the background: fences behind the last change that is to be delivered, an end for those whose stream is gone, and
 * that writers no longer tell of changes when no destination of their table is left. All of it may be done twice.
 */
@Component
public final class DestinationUpkeep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(DestinationUpkeep.class);

    private final CatalogDatabase database;
    private final TableStore tables;
    private final DestinationStore destinations;
    private final KinesisStore streams;
    private final TableLifecycle lifecycle;
    private final InternalCalls calls;

    DestinationUpkeep(
            CatalogDatabase database,
            TableStore tables,
            DestinationStore destinations,
            KinesisStore streams,
            TableLifecycle lifecycle,
            InternalCalls calls) {
        this.database = database;
        this.tables = tables;
        this.destinations = destinations;
        this.streams = streams;
        this.lifecycle = lifecycle;
        this.calls = calls;
    }

    /** Does in the background what there is to do. */
    void startSoon() {
        Thread.ofVirtual().name("destination-upkeep").start(() -> {
            try {
                run();
            } catch (RuntimeException e) {
                log.atDebug().setCause(e).log("Destinations cannot be looked after, will try again");
            }
        });
    }

    @Override
    public void run() {
        destinations.on().stream().filter(this::isBereft).forEach(this::fail);
        destinations.unfenced().forEach(this::fence);
        tables.deliveringInVain().forEach(this::close);
    }

    private boolean isBereft(Destination destination) {
        return streams.find(destination.descriptor().stream())
                .filter(stream -> stream.status() != KinesisStreamStatus.DELETING)
                .isEmpty();
    }

    private void fail(Destination bereft) {
        var id = bereft.descriptor().id();
        database.change(revision -> {
            destinations.find(id).filter(found -> found.status().isOn()).ifPresent(found -> {
                if (found.orphaned()) {
                    destinations.drop(id, revision);
                } else {
                    destinations.move(id, DestinationStatus.ENABLE_FAILED, revision);
                    destinations.describe(id, "The Kinesis data stream was deleted");
                }
            });
            return id;
        });
        log.atWarn()
                .addKeyValue("table", bereft.descriptor().table())
                .addKeyValue("stream", bereft.descriptor().streamArn())
                .log("A table's changes are delivered no longer: the Kinesis stream is gone");
    }

    private void fence(Destination ending) {
        var descriptor = ending.descriptor();
        fences(ending).ifPresent(request -> {
            try {
                calls.call(FenceChanges.NAME, request, FenceChanges.Answer.class);
                destinations.fenced(descriptor.id());
            } catch (RuntimeException e) {
                log.atWarn()
                        .setCause(e)
                        .addKeyValue("table", descriptor.table())
                        .log("A destination cannot be turned off yet, will try again");
            }
        });
    }

    private Optional<FenceChanges.Request> fences(Destination ending) {
        var descriptor = ending.descriptor();
        return ending.orphaned()
                ? destinations.fences(descriptor.id())
                : tables.find(descriptor.tableId())
                        .map(table -> new FenceChanges.Request(
                                table.id(), table.partitions(), table.placesOfChanges(), descriptor.id()));
    }

    private void close(long tableId) {
        var closing = database.change(revision -> {
            var table = tables.find(tableId)
                    .filter(found -> found.status() == TableStatus.ACTIVE)
                    .filter(found -> found.settings().destinationLog().isPresent())
                    .filter(found -> destinations.of(tableId).stream()
                            .noneMatch(destination -> destination.status().isOn()));
            table.ifPresent(found -> {
                tables.updateSettings(
                        tableId, found.settings().delivering(Optional.of(DestinationLog.CLOSING)), revision);
                tables.startUpdate(tableId, 0, revision);
            });
            return table.isPresent();
        });
        if (closing) {
            lifecycle.drive(tableId);
        }
    }
}
