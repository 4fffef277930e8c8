package io.galena.controlplane.account;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.catalog.CredentialDescriptor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of accounts and credentials. Secrets are encrypted before they come here. */
public final class CredentialStore {
    private static final RowMapper<CredentialDescriptor> ROW = (row, _) -> new CredentialDescriptor(
            row.getString("access_key_id"), row.getString("account"), row.getString("encrypted_secret"));

    private final CatalogDatabase database;
    private final JdbcClient jdbc;

    public CredentialStore(CatalogDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** The credentials that are new or changed since a revision. */
    public List<CredentialDescriptor> changedSince(long revision) {
        return jdbc.sql("select access_key_id, account, encrypted_secret from credentials where revision > :revision")
                .param("revision", revision)
                .query(ROW)
                .list();
    }

    /** The root credential, once there is one. */
    Optional<CredentialDescriptor> root() {
        return jdbc.sql("select access_key_id, account, encrypted_secret from credentials where root")
                .query(ROW)
                .optional();
    }

    /** Makes an account known, if it is not yet. */
    void addAccount(String account, Instant now) {
        jdbc.sql("insert into accounts (id, created) values (:id, :now) on conflict do nothing")
                .param("id", account)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Makes this the root credential, in the place of the one before. */
    void replaceRoot(CredentialDescriptor root, Instant now) {
        database.change(revision -> {
            jdbc.sql("delete from credentials where root or access_key_id = :key")
                    .param("key", root.accessKeyId())
                    .update();
            jdbc.sql("""
                            insert into credentials (access_key_id, account, encrypted_secret, root, created, revision)
                            values (:key, :account, :secret, true, :now, :revision)
                            """)
                    .param("key", root.accessKeyId())
                    .param("account", root.account())
                    .param("secret", root.encryptedSecret())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("revision", revision)
                    .update();
            database.forget(revision);
            return root;
        });
    }
}
