package io.galena.controlplane.kinesis;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.CatalogJson;
import io.galena.controlplane.database.Page;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of Kinesis streams. Methods that take a revision belong inside {@link CatalogDatabase#change}. */
public final class KinesisStore {
    private static final TypeReference<TreeMap<String, String>> TAGS = new TypeReference<>() {};
    private static final RowMapper<KinesisStreamDescriptor> ROW = (row, _) -> new KinesisStreamDescriptor(
            row.getLong("id"),
            row.getString("account"),
            row.getString("region"),
            row.getString("name"),
            row.getString("mode"),
            row.getInt("shards"),
            row.getInt("retention_hours"),
            KinesisStreamStatus.valueOf(row.getString("status")),
            row.getObject("created", OffsetDateTime.class).toInstant(),
            Optional.ofNullable(row.getString("topic_id")),
            row.getLong("generation"));

    private final JdbcClient jdbc;

    public KinesisStore(CatalogDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** All Kinesis streams of a region, if any changed since a revision. */
    public Optional<List<KinesisStreamDescriptor>> changedSince(String region, long revision) {
        var changed = jdbc.sql("select revision from kinesis_changes")
                .query(Long.class)
                .single();
        if (changed <= revision && revision > 0) {
            return Optional.empty();
        }
        return Optional.of(jdbc.sql("select * from kinesis_streams where region = :region order by id")
                .param("region", region)
                .query(ROW)
                .list());
    }

    /** The stream of that name, in any status. */
    public Optional<KinesisStreamDescriptor> find(String account, String region, String name) {
        return jdbc.sql("select * from kinesis_streams where account = :account and region = :region and name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(ROW)
                .optional();
    }

    /** The stream of that number. */
    public Optional<KinesisStreamDescriptor> find(long id) {
        return jdbc.sql("select * from kinesis_streams where id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Some of an account's streams. */
    Page<KinesisStreamDescriptor> page(Page.Place place) {
        return Page.read(jdbc, "select * from kinesis_streams", place, ROW);
    }

    /** How many shards the streams of an account have together. */
    int shards(String account, String region) {
        return jdbc.sql("""
                        select coalesce(sum(shards), 0) from kinesis_streams where account = :account and region = :region
                        """)
                .param("account", account)
                .param("region", region)
                .query(Integer.class)
                .single();
    }

    void insert(NewKinesisStream stream, Instant now, long revision) {
        jdbc.sql("""
                        insert into kinesis_streams
                            (account, region, name, mode, shards, retention_hours, status, created, tags)
                        values (:account, :region, :name, :mode, :shards, :retention, 'CREATING', :created, :tags::jsonb)
                        """)
                .param("account", stream.account())
                .param("region", stream.region())
                .param("name", stream.name())
                .param("mode", stream.mode())
                .param("shards", stream.shards())
                .param("retention", RetentionHours.LEAST)
                .param("created", now.atOffset(ZoneOffset.UTC))
                .param("tags", CatalogJson.write(stream.tags()))
                .update();
        changed(revision);
    }

    /** The stream's topic is there. */
    void activate(long id, String topicId, long generation, long revision) {
        jdbc.sql("""
                        update kinesis_streams set status = 'ACTIVE', topic_id = :topic, generation = :generation
                        where id = :id
                        """)
                .param("topic", topicId)
                .param("generation", generation)
                .param("id", id)
                .update();
        changed(revision);
    }

    void setRetention(long id, int hours, long revision) {
        jdbc.sql("update kinesis_streams set retention_hours = :hours where id = :id")
                .param("hours", hours)
                .param("id", id)
                .update();
        changed(revision);
    }

    void startDeleting(long id, long revision) {
        jdbc.sql("update kinesis_streams set status = 'DELETING' where id = :id")
                .param("id", id)
                .update();
        changed(revision);
    }

    /** The stream's topic is gone. */
    void drop(long id, long revision) {
        jdbc.sql("delete from kinesis_streams where id = :id").param("id", id).update();
        changed(revision);
    }

    /** The stream's tags in the order of their keys. */
    NavigableMap<String, String> tags(long id) {
        return jdbc.sql("select tags from kinesis_streams where id = :id")
                .param("id", id)
                .query((row, _) -> CatalogJson.read(row.getString("tags"), TAGS))
                .optional()
                .orElseGet(TreeMap::new);
    }

    /** Keeps the stream's tags, which nobody follows. */
    void setTags(long id, Map<String, String> tags) {
        jdbc.sql("update kinesis_streams set tags = :tags::jsonb where id = :id")
                .param("tags", CatalogJson.write(tags))
                .param("id", id)
                .update();
    }

    private void changed(long revision) {
        jdbc.sql("update kinesis_changes set revision = :revision")
                .param("revision", revision)
                .update();
    }
}
