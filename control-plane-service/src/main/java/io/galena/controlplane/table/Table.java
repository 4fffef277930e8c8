package io.galena.controlplane.table;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.TableSettings;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A table as the catalog knows it.
 *
 * @param version of the descriptor: while the table is being created, of the one that the shards are to take on
 */
public record Table(
        long id,
        UUID uuid,
        String account,
        String region,
        String name,
        TableStatus status,
        long version,
        Instant created,
        List<AttributeDefinition> attributes,
        List<KeyElement> keySchema,
        TableSettings settings,
        List<LocalIndex> localIndexes,
        List<PartitionDescriptor> partitions,
        long itemCount,
        long sizeBytes) {
    public Table {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
        localIndexes = List.copyOf(localIndexes);
        partitions = List.copyOf(partitions);
    }

    /** The table's Amazon resource name. */
    public String arn() {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }

    /** What the data plane must know of it, with the status that it is to have there. */
    public TableDescriptor descriptor(TableStatus status) {
        return new TableDescriptor(
                id,
                uuid.toString(),
                account,
                region,
                name,
                status,
                version,
                KeyElement.typed(keySchema, attributes),
                localIndexes.stream().map(index -> index.descriptor(attributes)).toList(),
                List.of(),
                Optional.empty(),
                partitions);
    }

    Table with(TableStatus status, TableSettings settings) {
        return new Table(
                id,
                uuid,
                account,
                region,
                name,
                status,
                version,
                created,
                attributes,
                keySchema,
                settings,
                localIndexes,
                partitions,
                itemCount,
                sizeBytes);
    }
}
