package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.EmbeddedKafka;
import io.galena.standalone.sdk.TestingStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Kafka is a cluster of the operator's, which wants TLS and SASL: the settings reach every client. */
class ExternalKafkaTest {
    private static final String TABLE = "external-kafka";
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    @Test
    void streamsWorkOverTlsAndSaslAndNoBrokerOfOurOwnIsStarted() throws Exception {
        var certificate = certificate();
        var data = directory.resolve("data");
        try (var kafka = EmbeddedKafka.start(directory.resolve("kafka"), broker(certificate))
                        .awaitReady();
                var galena = TestingGalena.start(
                        properties(Map.of("galena.data-dir", data.toString()), kafka, certificate));
                var client = galena.client();
                var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            TestingTables.create(client, TABLE);
            client.updateTable(update -> update.tableName(TABLE)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            client.putItem(put -> put.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS("a"))));

            assertThat(TestingStream.of(client, streams, TABLE).await(1).values())
                    .singleElement()
                    .satisfies(records -> assertThat(records).hasSize(1));
            assertThat(data.resolve("kafka")).doesNotExist();
        }
    }

    private static Map<String, String> properties(Map<String, String> others, EmbeddedKafka kafka, Path certificate) {
        var properties = new HashMap<>(others);
        properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("spring.kafka.security.protocol", "SASL_SSL");
        properties.put(
                "spring.kafka.ssl.trust-store-location", certificate.toUri().toString());
        properties.put("spring.kafka.ssl.trust-store-password", PASSWORD);
        properties.put("spring.kafka.ssl.trust-store-type", "PKCS12");
        properties.put("spring.kafka.properties.sasl.mechanism", "PLAIN");
        properties.put("spring.kafka.properties.sasl.jaas.config", login("galena", "galena-password", ""));
        return properties;
    }

    private static Map<String, String> broker(Path certificate) {
        return Map.of(
                "listener.security.protocol.map",
                "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.broker.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.broker.plain.sasl.jaas.config",
                login("broker", "broker-password", "user_broker=\"broker-password\" user_galena=\"galena-password\""),
                "ssl.keystore.location",
                certificate.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.keystore.type",
                "PKCS12",
                "ssl.truststore.location",
                certificate.toString(),
                "ssl.truststore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    private static String login(String user, String password, String others) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\" " + others + ";";
    }

    /** A key pair and its certificate for 127.0.0.1, in one store for both ends. */
    private Path certificate() throws IOException, InterruptedException {
        var store = directory.resolve("store.p12");
        var exported = directory.resolve("kafka.pem").toString();
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "kafka",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(store, "-exportcert", "-alias", "kafka", "-rfc", "-file", exported);
        keytool(store, "-importcert", "-alias", "trusted", "-noprompt", "-file", exported);
        return store;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
