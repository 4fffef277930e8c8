package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.servlet.DispatcherServlet;

/** What of Spring Boot is there, and for whom. */
class FrameworksTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Wanted.class, NotWanted.class);

    @Test
    void requestsAreServedWithoutSpringMvc() {
        var galena = TestingGalena.shared(1);
        try (var client = galena.client()) {
            assertThat(client.listTables().hasTableNames()).isTrue();
        }

        assertThat(galena.beans(DispatcherServlet.class)).isEmpty();
    }

    @Test
    void metricsAreServedOnAPortOfTheirOwnToThoseWhoAskForOne() throws IOException, InterruptedException {
        var settings = new HashMap<>(Map.of("galena.ephemeral", "true", "management.server.port", "0"));
        settings.put("management.endpoints.web.exposure.include", "metrics");
        try (var galena = TestingGalena.start(settings);
                var client = galena.client()) {
            client.listTables();

            var port = galena.bean(Environment.class).getRequiredProperty("local.management.port");
            var answer = get(URI.create("http://127.0.0.1:" + port + "/actuator/metrics/galena.operation"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("ListTables");
        }
    }

    @Test
    void thePortMayComeFromTheEnvironment() {
        var source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                source,
                                new SystemEnvironmentPropertySource(source, Map.of("MANAGEMENT_SERVER_PORT", "9000"))))
                .run(context -> assertThat(context).hasSingleBean(Wanted.class).doesNotHaveBean(NotWanted.class));
    }

    @Test
    void routesToOtherProcessesNeedThemToo() {
        runner.withPropertyValues("galena.gateway.services.storage.url=http://127.0.0.1:1")
                .run(context -> assertThat(context).hasSingleBean(Wanted.class).doesNotHaveBean(NotWanted.class));
    }

    @Test
    void otherSettingsDoNot() {
        runner.withPropertyValues("galena.gateway.port=8000")
                .run(context ->
                        assertThat(context).hasSingleBean(NotWanted.class).doesNotHaveBean(Wanted.class));
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(FrameworksWanted.class)
    static class Wanted {}

    @Configuration(proxyBeanMethods = false)
    @Conditional(FrameworksWanted.Not.class)
    static class NotWanted {}
}
