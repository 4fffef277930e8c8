package io.galena.gateway.protocol;

import io.galena.gateway.access.Authenticator;
import io.galena.gateway.listener.InternalListener;
import io.galena.gateway.route.LocalServices;
import io.galena.gateway.settings.DeploymentProperties;
import io.galena.gateway.settings.GatewayProperties;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.transport.InternalProperties;
import io.galena.kit.transport.InternalToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the door before everything else that serves HTTP in the process. */
@Configuration(proxyBeanMethods = false)
public class ProtocolConfiguration {
    @Bean
    FilterRegistrationBean<FrontDoor> frontDoor(
            GatewayProperties properties,
            DeploymentProperties deployment,
            Authenticator authenticator,
            ObjectProvider<InternalListener> internalListener,
            InternalProperties internal,
            InternalCalls calls,
            LocalServices services) {
        var forwarder = new Forwarder(services);
        var publicDoor = new PublicDoor(
                hosts(properties),
                new PublicDoor.Limits(
                        new BodyMemory(properties.bodyBytes()),
                        new BodyMemory(properties.bodyBytes()),
                        new RequestLimit(properties.maxRequests())),
                new PublicDoor.Parts(
                        new CrossOrigin(properties.allowedOrigins()),
                        new Health(deployment.region()),
                        new Admission(authenticator, properties.bodyTimeout()),
                        new TriggerRequests(authenticator, calls, properties.bodyTimeout()),
                        forwarder));
        var listener = internalListener.getIfAvailable();
        var door = listener == null
                ? new FrontDoor(_ -> publicDoor)
                : frontDoor(
                        listener,
                        publicDoor,
                        new InternalDoor(
                                new InternalToken(internal.requireToken()), properties.bodyTimeout(), forwarder));
        var registration = new FilterRegistrationBean<>(door);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    private static FrontDoor frontDoor(InternalListener listener, Door publicDoor, Door internalDoor) {
        return new FrontDoor(request -> listener.received(request) ? internalDoor : publicDoor);
    }

    private static Predicate<HttpServletRequest> hosts(GatewayProperties properties) {
        return switch (properties.auth()) {
            case VERIFY -> _ -> true;
            case NONE -> new LoopbackHosts(properties.allowedHosts())::accept;
        };
    }
}
