package io.galena.controlplane.stream;

import io.galena.controlplane.database.CatalogJson;
import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;

/** Makes {@link StreamDescriptor} of a row; {@link #SELECT} is the query that gives such rows, each with its shards. */
final class StreamRow implements RowMapper<StreamDescriptor> {
    static final String SELECT = """
            select s.*,
                coalesce((select jsonb_agg(jsonb_build_object(
                        'id', h.id, 'parent', h.parent, 'epoch', h.epoch, 'kafkaPartition', h.kafka_partition,
                        'first', h.first, 'last', h.last)
                        order by h.epoch) from stream_shards h where h.stream = s.id), '[]') as shards
            from streams s
            """;

    private static final TypeReference<List<AttributeDefinition>> ATTRIBUTES = new TypeReference<>() {};
    private static final TypeReference<List<KeyElement>> KEY_SCHEMA = new TypeReference<>() {};
    private static final TypeReference<List<StreamShardDescriptor>> SHARDS = new TypeReference<>() {};

    @Override
    public StreamDescriptor mapRow(ResultSet row, int number) throws SQLException {
        return new StreamDescriptor(
                row.getLong("id"),
                row.getLong("table_id"),
                row.getString("account"),
                row.getString("region"),
                row.getString("table_name"),
                row.getString("label"),
                row.getString("view_type"),
                StreamStatus.valueOf(row.getString("status")),
                KeyElement.typed(
                        CatalogJson.read(row.getString("key_schema"), KEY_SCHEMA),
                        CatalogJson.read(row.getString("attributes"), ATTRIBUTES)),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("disabled", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                CatalogJson.read(row.getString("shards"), SHARDS));
    }
}
