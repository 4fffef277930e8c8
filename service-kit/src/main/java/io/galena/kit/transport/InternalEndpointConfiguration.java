package io.galena.kit.transport;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.InternalDispatcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the application of a service in distributed mode imports besides the service itself: {@code POST /} on its port. It
 * needs {@code galena.internal.token}.
 */
@Configuration(proxyBeanMethods = false)
@Import(OperationConfiguration.class)
@PropertySource("classpath:io/galena/kit/transport/endpoint-defaults.properties")
public class InternalEndpointConfiguration {
    @Bean
    RouterFunction<ServerResponse> operationRoute(
            InternalProperties properties, Dispatcher dispatcher, InternalDispatcher internal) {
        var endpoint = new OperationEndpoint(new InternalToken(properties.requireToken()), dispatcher, internal);
        return route().POST("/", endpoint).build();
    }
}
