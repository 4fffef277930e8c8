package io.galena.controlplane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.CatalogChanges;
import io.galena.kit.operation.Protocol;
import io.galena.kit.transport.InternalHeaders;
import io.galena.kit.transport.Target;
import io.galena.postgres.testing.TestingPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The control plane as a process of its own answers the other services over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneServiceApplicationTest {
    private static final String TOKEN = "a token of this test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;

    @BeforeAll
    void start() {
        var properties = new HashMap<>(TestingControlPlane.properties(TestingPostgres.freshDatabase()));
        properties.put("galena.internal.token", TOKEN);
        properties.put("server.port", 0);
        var program = new SpringApplication(ControlPlaneServiceApplication.class);
        program.setDefaultProperties(properties);
        application = program.run();
    }

    @AfterAll
    void stop() {
        application.close();
        client.close();
    }

    @Test
    void catalogCanBeFollowed() throws Exception {
        var request = new CatalogChanges.Request("test", "", 0, 0);

        var response = send(
                new Target(Target.Api.INTERNAL, CatalogChanges.NAME),
                Protocol.DYNAMODB,
                JSON.writeValueAsString(request),
                TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        var answer = JSON.readValue(response.body(), CatalogChanges.Answer.class);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.shards()).hasSize(2);
    }

    @Test
    void operationsOfTheApiAreServed() throws Exception {
        var response = send(new Target(Target.Api.DYNAMODB, "ListTables"), Protocol.DYNAMODB, "{}", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"TableNames\":[]}");
    }

    @Test
    void kinesisIsServedInTheFormatThatItIsAskedIn() throws Exception {
        var list = new Target(Target.Api.KINESIS, "ListStreams");
        var delete = new Target(Target.Api.KINESIS, "DeleteStream");
        var emptyMap = "\u00a0";

        var listed = send(list, Protocol.KINESIS_CBOR, emptyMap, TOKEN);
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.headers().firstValue("content-type")).contains("application/x-amz-cbor-1.1");
        assertThat(listed.body()).startsWith("\u00bf" + (char) (0x60 + 11) + "StreamNames");
        var refused = send(delete, Protocol.KINESIS_CBOR, emptyMap, TOKEN);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .startsWith("\u00bf" + (char) (0x60 + 6) + "__type")
                .contains("InvalidArgumentException");
        assertThat(send(delete, Protocol.KINESIS, "{}", TOKEN).body())
                .isEqualTo("{\"__type\":\"InvalidArgumentException\","
                        + "\"message\":\"Either StreamName or StreamARN must be specified.\"}");
    }

    @Test
    void nobodyGetsInWithoutTheToken() throws Exception {
        assertThat(send(new Target(Target.Api.DYNAMODB, "ListTables"), Protocol.DYNAMODB, "{}", "another")
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> send(Target target, Protocol protocol, String body, String token)
            throws IOException, InterruptedException {
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header(Target.HEADER, target.header())
                .header("Content-Type", protocol.contentType())
                .header(InternalHeaders.TOKEN, token)
                .header(InternalHeaders.ACCOUNT, TestingControlPlane.ACCOUNT)
                .header(InternalHeaders.REGION, TestingControlPlane.REGION)
                .POST(HttpRequest.BodyPublishers.ofString(body, ISO_8859_1))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(ISO_8859_1));
    }
}
