package io.galena.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A gateway on a free port, with {@link TestingOperations} in the same process. */
final class TestingGateway implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestingGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one; the properties are written {@code name=value}. */
    static TestingGateway start(String... properties) {
        return start(Local.class, properties);
    }

    static TestingGateway start(Class<?> application, String... properties) {
        var all = new ArrayList<>(List.of("galena.gateway.port=0", "galena.master-key=env:GALENA_TEST_MASTER_KEY"));
        all.addAll(Arrays.asList(properties));
        return new TestingGateway(new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .properties(all.toArray(String[]::new))
                .run());
    }

    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({GatewayServiceConfiguration.class, TestingOperations.class})
    static class Local {}
}
