package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.controlplane.account.RootCredential;
import io.galena.kit.security.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StandalonePropertiesTest {
    @Test
    void withoutOptionsItListensOnLoopbackWithTheDefaultCredentials() {
        var properties = bind(Map.of());

        assertThat(properties.port()).isEqualTo(8000);
        assertThat(properties.bind()).isEqualTo("127.0.0.1");
        assertThat(properties.dataDir()).isEmpty();
        assertThat(properties.ephemeral()).isFalse();
        assertThat(properties.shards()).isEmpty();
        assertThat(properties.region()).isEqualTo("us-east-1");
        assertThat(properties.accessKey()).isEmpty();
        assertThat(properties.secretKey()).isEmpty();
        assertThat(properties.auth()).isEqualTo(StandaloneProperties.Auth.VERIFY);
    }

    @Test
    void environmentVariablesSetTheSameOptions() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment-of-the-test-systemEnvironment",
                        Map.of("GALENA_PORT", "8123", "GALENA_DATA_DIR", "/var/x", "GALENA_AUTH", "none")));

        var properties = Binder.get(environment).bindOrCreate("galena", StandaloneProperties.class);

        assertThat(properties.port()).isEqualTo(8123);
        assertThat(properties.auth()).isEqualTo(StandaloneProperties.Auth.NONE);
        assertThat(properties.dataDir()).contains("/var/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port | 70000 | The port must be between 0 and 65535, not 70000.",
                "shards | 0 | The number of shards must be between 1 and 64.",
                "region | us east | The region 'us east' is not a region's name.",
                "access-key | mine | The options --access-key and --secret-key go together."
            })
    void aBadValueIsRefusedInOneSentence(String option, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("galena." + option, value)))
                .rootCause()
                .isInstanceOf(StartFailure.class)
                .hasMessage(message);
    }

    @Test
    void withoutVerificationItListensOnLoopbackOnly() {
        assertThatThrownBy(() -> bind(Map.of(
                        "galena.bind", "0.0.0.0",
                        "galena.auth", "none",
                        "galena.access-key", "mine",
                        "galena.secret-key", "mine-too")))
                .rootCause()
                .hasMessage("With --auth none Galena listens on loopback only, not on 0.0.0.0.");
    }

    @Test
    void theDefaultCredentialsKeepNobodyOut() {
        var everywhere = bind(Map.of("galena.bind", "0.0.0.0"));
        var known = new RootCredential("galena", "000000000000", Secret.of(RootCredential.DEFAULT_SECRET_KEY));

        assertThatThrownBy(() -> Exposure.check(everywhere, known))
                .isInstanceOf(StartFailure.class)
                .hasMessage("With the default credentials Galena listens on loopback only: choose --access-key and"
                        + " --secret-key to listen on 0.0.0.0.");
        assertThatCode(() -> Exposure.check(bind(Map.of()), known)).doesNotThrowAnyException();
    }

    @Test
    void theDefaultSecretIsRefusedBeforeAnythingIsMade() {
        var everywhere = bind(Map.of(
                "galena.bind", "0.0.0.0",
                "galena.access-key", "mine",
                "galena.secret-key", RootCredential.DEFAULT_SECRET_KEY));

        assertThatThrownBy(() -> Exposure.checkOptions(everywhere)).isInstanceOf(StartFailure.class);
    }

    @Test
    void ownCredentialsMayListenEverywhere() {
        var everywhere = bind(Map.of("galena.bind", "0.0.0.0"));
        var own = new RootCredential("mine", "000000000000", Secret.of("mine-too"));

        assertThatCode(() -> Exposure.check(everywhere, own)).doesNotThrowAnyException();
    }

    @Test
    void limitsOfThroughputCountUnlessAnybodyIsLetIn() {
        assertThat(ServiceProperties.defaults(bind(Map.of()))).containsEntry("galena.storage.throttling", true);
        assertThat(ServiceProperties.defaults(bind(Map.of("galena.auth", "none"))))
                .containsEntry("galena.storage.throttling", false);
    }

    static StandaloneProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("galena", StandaloneProperties.class);
    }
}
