package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.CatalogJson;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.MappingSettings;
import io.galena.kit.trigger.TriggerSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The tables of functions and mappings. Methods that take a revision belong inside {@link CatalogDatabase#change}. */
public final class TriggerStore {
    private static final TypeReference<MappingSettings> SETTINGS = new TypeReference<>() {};
    private static final RowMapper<FunctionDescriptor> FUNCTION = (row, _) -> new FunctionDescriptor(
            row.getString("account"),
            row.getString("region"),
            row.getString("name"),
            FunctionDescriptor.Kind.valueOf(row.getString("kind")),
            row.getString("url"),
            row.getString("invoked_as"),
            row.getInt("timeout_seconds"));
    private static final RowMapper<Mapping> MAPPING = (row, _) -> new Mapping(
            new MappingDescriptor(
                    row.getString("uuid"),
                    row.getString("account"),
                    row.getString("region"),
                    row.getString("function"),
                    row.getString("stream_arn"),
                    row.getBoolean("enabled"),
                    row.getBoolean("started"),
                    CatalogJson.read(row.getString("settings"), SETTINGS)),
            row.getObject("last_modified", OffsetDateTime.class).toInstant(),
            row.getString("last_result"));

    private final JdbcClient jdbc;

    public TriggerStore(CatalogDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** All triggers of a region, if any changed since a revision. */
    public Optional<TriggerSet> changedSince(String region, long revision) {
        var changed = jdbc.sql("select revision from trigger_changes")
                .query(Long.class)
                .single();
        if (changed <= revision && revision > 0) {
            return Optional.empty();
        }
        var functions = jdbc.sql("select * from functions where region = :region order by account, name")
                .param("region", region)
                .query(FUNCTION)
                .list();
        var mappings = jdbc.sql("select * from event_source_mappings where region = :region order by uuid")
                .param("region", region)
                .query(MAPPING)
                .list();
        return Optional.of(new TriggerSet(
                functions, mappings.stream().map(Mapping::descriptor).toList()));
    }

    List<FunctionDescriptor> functions(String account, String region) {
        return jdbc.sql("select * from functions where account = :account and region = :region order by name")
                .param("account", account)
                .param("region", region)
                .query(FUNCTION)
                .list();
    }

    Optional<FunctionDescriptor> function(String account, String region, String name) {
        return jdbc.sql("select * from functions where account = :account and region = :region and name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(FUNCTION)
                .optional();
    }

    void put(FunctionDescriptor function, long revision) {
        jdbc.sql("""
                        insert into functions (account, region, name, kind, url, invoked_as, timeout_seconds)
                        values (:account, :region, :name, :kind, :url, :invokedAs, :timeout)
                        on conflict (account, region, name) do update set kind = excluded.kind, url = excluded.url,
                            invoked_as = excluded.invoked_as, timeout_seconds = excluded.timeout_seconds
                        """)
                .param("account", function.account())
                .param("region", function.region())
                .param("name", function.name())
                .param("kind", function.kind().name())
                .param("url", function.url())
                .param("invokedAs", function.invokedAs())
                .param("timeout", function.timeoutSeconds())
                .update();
        changed(revision);
    }

    void drop(FunctionDescriptor function, long revision) {
        jdbc.sql("delete from functions where account = :account and region = :region and name = :name")
                .param("account", function.account())
                .param("region", function.region())
                .param("name", function.name())
                .update();
        changed(revision);
    }

    /** An account's mappings from behind a UUID on, in the order of these. */
    List<Mapping> mappings(String account, String region, MappingFilter filter, int limit) {
        return jdbc.sql("""
                        select * from event_source_mappings
                        where account = :account and region = :region and uuid > :after
                            and (:function = '' or function = :function) and (:stream = '' or stream_arn = :stream)
                        order by uuid limit :limit
                        """)
                .param("account", account)
                .param("region", region)
                .param("after", filter.after())
                .param("function", filter.function())
                .param("stream", filter.streamArn())
                .param("limit", limit)
                .query(MAPPING)
                .list();
    }

    Optional<Mapping> mapping(String account, String region, String uuid) {
        return jdbc.sql(
                        "select * from event_source_mappings where account = :account and region = :region and uuid = :uuid")
                .param("account", account)
                .param("region", region)
                .param("uuid", uuid)
                .query(MAPPING)
                .optional();
    }

    void put(MappingDescriptor mapping, Instant now, long revision) {
        jdbc.sql("""
                        insert into event_source_mappings
                            (uuid, account, region, function, stream_arn, enabled, settings, last_modified)
                        values (:uuid, :account, :region, :function, :stream, :enabled, :settings::jsonb, :now)
                        on conflict (uuid) do update set function = excluded.function, enabled = excluded.enabled,
                            settings = excluded.settings, last_modified = excluded.last_modified
                        """)
                .param("uuid", mapping.uuid())
                .param("account", mapping.account())
                .param("region", mapping.region())
                .param("function", mapping.function())
                .param("stream", mapping.streamArn())
                .param("enabled", mapping.enabled())
                .param("settings", CatalogJson.write(mapping.settings()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        changed(revision);
    }

    void drop(MappingDescriptor mapping, long revision) {
        jdbc.sql("delete from event_source_mappings where uuid = :uuid")
                .param("uuid", mapping.uuid())
                .update();
        changed(revision);
    }

    /** Whether a mapping is there that has not started. */
    boolean isStarting(String uuid) {
        return jdbc.sql("select exists (select from event_source_mappings where uuid = :uuid and not started)")
                .param("uuid", uuid)
                .query(Boolean.class)
                .single();
    }

    void started(String uuid, long revision) {
        jdbc.sql("update event_source_mappings set started = true where uuid = :uuid")
                .param("uuid", uuid)
                .update();
        changed(revision);
    }

    void note(String uuid, String result) {
        jdbc.sql("update event_source_mappings set last_result = :result where uuid = :uuid and last_result <> :result")
                .param("uuid", uuid)
                .param("result", result)
                .update();
    }

    private void changed(long revision) {
        jdbc.sql("update trigger_changes set revision = :revision")
                .param("revision", revision)
                .update();
    }

    /** Which mappings to list: behind a UUID, of a function and of a stream; an empty text stands for all. */
    record MappingFilter(String after, String function, String streamArn) {
        /** All of them. */
        static MappingFilter of(String function, String streamArn) {
            return new MappingFilter("", function, streamArn);
        }
    }
}
