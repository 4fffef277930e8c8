package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.PolicyDocument;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of policies. An empty stream stands for the table itself. */
public final class PolicyStore {
    private final JdbcClient jdbc;

    public PolicyStore(CatalogDatabase database) {
        this.jdbc = database.jdbc();
    }

    public Optional<ResourcePolicy> find(long tableId, String stream) {
        return jdbc.sql(
                        "select policy, revision_id from resource_policies where table_id = :table and stream = :stream")
                .param("table", tableId)
                .param("stream", stream)
                .query((row, _) -> new ResourcePolicy(row.getString("policy"), row.getString("revision_id")))
                .optional();
    }

    /** Attaches a policy, in place of the one before. */
    public void put(long tableId, String stream, PolicyDocument document, String revisionId) {
        jdbc.sql("""
                        insert into resource_policies (table_id, stream, policy, revision_id)
                        values (:table, :stream, :policy, :revision)
                        on conflict (table_id, stream) do update
                        set policy = excluded.policy, revision_id = excluded.revision_id
                        """)
                .param("table", tableId)
                .param("stream", stream)
                .param("policy", document.text())
                .param("revision", revisionId)
                .update();
    }

    public void delete(long tableId, String stream) {
        jdbc.sql("delete from resource_policies where table_id = :table and stream = :stream")
                .param("table", tableId)
                .param("stream", stream)
                .update();
    }

    /** Whether the table has, or had within its streams' retention, a stream of that label. */
    public boolean hasStream(long tableId, String label) {
        return jdbc.sql("select exists (select from streams where table_id = :table and label = :label)")
                .param("table", tableId)
                .param("label", label)
                .query(Boolean.class)
                .single();
    }
}
