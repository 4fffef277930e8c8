package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.account.RootCredential;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Secret;
import io.galena.kit.security.SecretBox;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** There is always one root credential, and it is the one that was configured last. */
class RootCredentialTest {
    private static final Map<String, Object> NONE = Map.of();

    private final String database = TestingPostgres.freshDatabase();

    @Test
    void firstStartMakesTheDefaultOneAndSaysSo() {
        try (var controlPlane = start(NONE)) {
            assertThat(controlPlane.bean(RootCredential.class).isDefault()).isTrue();
            assertThat(find(controlPlane, "galena"))
                    .contains(new Credential("galena", "000000000000", Secret.of("galena-secret")));
            assertThat(find(controlPlane, "unknown")).isEmpty();
        }
    }

    @Test
    void configuredOneReplacesTheOneBefore() {
        start(NONE).close();

        try (var controlPlane = start(root("mine", "my secret"))) {
            assertThat(controlPlane.bean(RootCredential.class).isDefault()).isFalse();
            assertThat(find(controlPlane, "mine")).isPresent();
            assertThat(find(controlPlane, "galena")).isEmpty();
        }
    }

    @Test
    void configuredOneStaysWhenTheNextStartConfiguresNone() {
        start(root("mine", "my secret")).close();

        try (var controlPlane = start(NONE)) {
            assertThat(controlPlane.bean(RootCredential.class).accessKeyId()).isEqualTo("mine");
            assertThat(find(controlPlane, "mine").orElseThrow().secret()).isEqualTo(Secret.of("my secret"));
        }
    }

    @Test
    void secretCanBeChanged() {
        start(root("mine", "old")).close();

        try (var controlPlane = start(root("mine", "new"))) {
            assertThat(find(controlPlane, "mine").orElseThrow().secret()).isEqualTo(Secret.of("new"));
        }
    }

    @Test
    void secretIsNotInTheDatabaseInClear() throws SQLException {
        start(root("mine", "very-secret-text")).close();

        try (var connection = TestingPostgres.server().connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select credentials::text from credentials")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains("mine").doesNotContain("very-secret-text");
        }
    }

    private static Optional<Credential> find(TestingControlPlane controlPlane, String accessKey) {
        return controlPlane
                .catalog()
                .credential(accessKey)
                .map(found -> new Credential(
                        found.accessKeyId(),
                        found.account(),
                        controlPlane.bean(SecretBox.class).open(found.accessKeyId(), found.encryptedSecret())));
    }

    private static Map<String, Object> root(String accessKey, String secretKey) {
        return Map.of("galena.root.access-key", accessKey, "galena.root.secret-key", secretKey);
    }

    private TestingControlPlane start(Map<String, Object> settings) {
        return TestingControlPlane.start(database, new FakeStorage(), settings);
    }
}
