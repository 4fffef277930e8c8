package io.galena.kit.transport;

import io.galena.kit.operation.DirectInternalCalls;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.operation.InternalDispatcher;
import io.galena.kit.operation.InternalOperation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link InternalCalls} for a process: over HTTP when {@code galena.internal.url} is set, otherwise to the internal
 * operations among the process's own beans.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InternalProperties.class)
public class InternalCallsConfiguration {
    @Bean
    InternalDispatcher internalDispatcher(ObjectProvider<InternalOperation<?, ?>> operations) {
        return new InternalDispatcher(() -> operations.stream().toList());
    }

    @Bean
    InternalCalls internalCalls(InternalProperties properties, InternalDispatcher dispatcher) {
        return properties
                .url()
                .<InternalCalls>map(url -> new HttpInternalCalls(url, properties))
                .orElseGet(() -> new DirectInternalCalls(dispatcher));
    }
}
