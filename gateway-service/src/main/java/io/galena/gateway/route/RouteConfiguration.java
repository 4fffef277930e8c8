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
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Where services are: at the URL that {@code galena.gateway.services} names, which a route leads to, otherwise in this process. */
@Configuration(proxyBeanMethods = false)
public class RouteConfiguration {
    @Bean
    RouterFunction<ServerResponse> serviceRoutes(GatewayProperties properties) {
        return Arrays.stream(OwningService.values())
                .flatMap(
                        service -> properties
                                .serviceUrl(service.id())
                                .map(url -> remote(service, url, properties.maxConcurrentRequests()))
                                .stream())
                .reduce(RouterFunction::and)
                .orElse(_ -> Optional.empty());
    }

    @Bean
    LocalServices localServices(
            GatewayProperties properties, ObjectProvider<Dispatcher> dispatcher, InternalDispatcher internal) {
        var services = Arrays.stream(OwningService.values())
                .filter(service -> properties.serviceUrl(service.id()).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new LocalServices(services, SingletonSupplier.of(dispatcher::getObject), internal);
    }

    @Bean
    ServiceExchange serviceExchange(GatewayProperties properties, InternalProperties internal) {
        return new ServiceExchange(internal, properties.serviceTimeout());
    }

    private static RouterFunction<ServerResponse> remote(OwningService service, URI url, int maxConcurrent) {
        return route(service.id())
                .route(request -> AdmittedRequest.isFor(service, request.servletRequest()), http())
                .before(uri(url))
                .filter(new ServiceGuard(service, maxConcurrent))
                .build();
    }
}
