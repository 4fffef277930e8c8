package io.galena.standalone;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The little of Spring Boot that serves requests: the door answers all of them before they would come to Spring MVC. The rest
 * took a third of the start.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(FrameworksWanted.Not.class)
@ImportAutoConfiguration({JettyServletWebServerAutoConfiguration.class, LifecycleAutoConfiguration.class})
class FewFrameworks {
    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }
}
