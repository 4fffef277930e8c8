package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogJson;
import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.TableSettings;
import io.galena.controlplane.stream.StreamShard;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;

/** Makes {@link Table} of a row; {@link #SELECT} is the query that gives such rows, each with its indexes, partitions and stream shards. */
final class TableRow implements RowMapper<Table> {
    static final String SELECT = """
            select t.*,
                coalesce((select jsonb_agg(jsonb_build_object(
                        'id', i.id, 'definition', i.definition, 'itemCount', i.item_count, 'sizeBytes', i.size_bytes)
                        order by i.id) from indexes i where i.table_id = t.id and i.scope = 'LOCAL'), '[]') as local_indexes,
                coalesce((select jsonb_agg(jsonb_build_object(
                        'id', i.id, 'definition', i.definition, 'state', i.state, 'progress', i.progress,
                        'itemCount', i.item_count, 'sizeBytes', i.size_bytes)
                        order by i.id) from indexes i where i.table_id = t.id and i.scope = 'GLOBAL'), '[]') as global_indexes,
                (select jsonb_agg(jsonb_build_object(
                        'id', p.id, 'first', p.first, 'last', p.last, 'shard', p.shard, 'epoch', p.epoch)
                        order by p.id) from partitions p where p.table_id = t.id) as partitions,
                coalesce((select jsonb_agg(jsonb_build_object(
                        'stream', h.stream, 'id', h.id, 'parent', h.parent, 'epoch', h.epoch,
                        'kafkaPartition', h.kafka_partition, 'first', h.first, 'last', h.last, 'state', h.state)
                        order by h.epoch)
                    from streams s join stream_shards h on h.stream = s.id
                    where s.table_id = t.id and s.status <> 'DISABLED' and h.state <> 'CLOSED'), '[]') as stream_shards
            from tables t
            """;

    private static final TypeReference<List<AttributeDefinition>> ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<List<KeyElement>> KEY_SCHEMA = new TypeReference<>() {};
    private static final TypeReference<TableSettings> SETTINGS = new TypeReference<>() {};
    private static final TypeReference<List<LocalIndex>> LOCAL_INDEXES = new TypeReference<>() {};
    private static final TypeReference<List<GlobalIndex>> GLOBAL_INDEXES = new TypeReference<>() {};
    private static final TypeReference<List<PartitionDescriptor>> PARTITIONS = new TypeReference<>() {};
    private static final TypeReference<List<StreamShard>> STREAM_SHARDS = new TypeReference<>() {};

    @Override
    public Table mapRow(ResultSet row, int number) throws SQLException {
        return new Table(
                row.getLong("id"),
                row.getObject("uuid", UUID.class),
                row.getString("account"),
                row.getString("region"),
                row.getString("name"),
                TableStatus.valueOf(row.getString("status")),
                row.getLong("version"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                CatalogJson.read(row.getString("attributes"), ATTRIBUTES),
                CatalogJson.read(row.getString("key_schema"), KEY_SCHEMA),
                CatalogJson.read(row.getString("settings"), SETTINGS),
                CatalogJson.read(row.getString("local_indexes"), LOCAL_INDEXES),
                CatalogJson.read(row.getString("global_indexes"), GLOBAL_INDEXES),
                CatalogJson.read(row.getString("partitions"), PARTITIONS),
                row.getInt("topic_partitions"),
                CatalogJson.read(row.getString("stream_shards"), STREAM_SHARDS),
                row.getLong("item_count"),
                row.getLong("size_bytes"));
    }
}
