package io.galena.gateway.route;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import io.galena.gateway.settings.GatewayProperties;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.InternalDispatcher;
import io.galena.kit.transport.InternalProperties;
import java.net.URI;
import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** One route for each service: to its URL when {@code galena.gateway.services} names one, otherwise into this process. */
@Configuration(proxyBeanMethods = false)
public class RouteConfiguration {
    @Bean
    RouterFunction<ServerResponse> serviceRoutes(
            GatewayProperties properties, ObjectProvider<Dispatcher> dispatcher, InternalDispatcher internal) {
        return Arrays.stream(OwningService.values())
                .map(service -> properties
                        .serviceUrl(service.id())
                        .map(url -> remote(service, url, properties.maxConcurrentRequests()))
                        .orElseGet(() -> local(service, new LocalRoute(dispatcher.getObject(), internal))))
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    @Bean
    ServiceExchange serviceExchange(GatewayProperties properties, InternalProperties internal) {
        return new ServiceExchange(internal, properties.serviceTimeout());
    }

    private static RouterFunction<ServerResponse> local(OwningService service, LocalRoute end) {
        return route(service.id())
                .route(request -> AdmittedRequest.isFor(service, request.servletRequest()), end)
                .build();
    }

    private static RouterFunction<ServerResponse> remote(OwningService service, URI url, int maxConcurrent) {
        return route(service.id())
                .route(request -> AdmittedRequest.isFor(service, request.servletRequest()), http())
                .before(uri(url))
                .filter(new ServiceGuard(service, maxConcurrent))
                .build();
    }
}
