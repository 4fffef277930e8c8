package io.galena.kit.catalog;

import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.util.List;
import java.util.Optional;

/**
 * Internal operation of the control plane: what changed in the catalog since a revision. Revisions grow in the order of
 * commits, so a subscriber that asks on from the revision of the last answer misses nothing.
 *
 * <p>A table appears once every shard holds it (so never while it is {@code CREATING}), and with the version that all its
 * shards hold.
 */
public final class CatalogChanges {
    /** The operation's name. */
    public static final String NAME = "CatalogChanges";

    private CatalogChanges() {}

    /**
     * Asks for changes.
     *
     * @param subscriber a name that the asking process made up at its start; asking on from a revision tells the control
     *     plane that this subscriber has taken it in
     * @param catalog the {@link Answer#catalog} of the last answer, or an empty string
     * @param since the {@link Answer#revision} of the last answer, or 0
     * @param waitMillis how long to wait when there is no change
     */
    public record Request(String subscriber, String catalog, long since, long waitMillis) {}

    /**
     * The changes.
     *
     * @param catalog identifies the catalog database; another one has nothing to do with revisions of this one
     * @param revision the revision up to which these changes reach
     * @param whole whether this is all there is, so that what is not mentioned is gone
     * @param tables new or changed tables, as they are now
     * @param droppedTables numbers of tables that are gone
     * @param shards new or changed shards
     * @param credentials new or changed credentials
     * @param droppedCredentials access keys that are gone
     * @param streams new or changed streams
     * @param droppedStreams numbers of streams that are gone
     * @param triggers all triggers, if any has changed
     * @param kinesisStreams all Kinesis streams, if any has changed
     * @param destinations all Kinesis streaming destinations that are on, if any has changed
     */
    public record Answer(
            String catalog,
            long revision,
            boolean whole,
            List<TableDescriptor> tables,
            List<Long> droppedTables,
            List<ShardDescriptor> shards,
            List<CredentialDescriptor> credentials,
            List<String> droppedCredentials,
            List<StreamDescriptor> streams,
            List<Long> droppedStreams,
            Optional<TriggerSet> triggers,
            Optional<List<KinesisStreamDescriptor>> kinesisStreams,
            Optional<List<DestinationDescriptor>> destinations) {
        public Answer {
            tables = List.copyOf(tables);
            droppedTables = List.copyOf(droppedTables);
            shards = List.copyOf(shards);
            credentials = List.copyOf(credentials);
            droppedCredentials = List.copyOf(droppedCredentials);
            streams = List.copyOf(streams);
            droppedStreams = List.copyOf(droppedStreams);
            kinesisStreams = kinesisStreams.map(List::copyOf);
            destinations = destinations.map(List::copyOf);
        }
    }
}
