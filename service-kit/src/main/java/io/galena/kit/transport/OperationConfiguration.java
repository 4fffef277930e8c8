package io.galena.kit.transport;

import io.galena.dynamodb.model.ApiModel;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What a service with operations imports: the dispatcher over all {@link Operation} beans of the process, and {@link
 * InternalCallsConfiguration}. However many services of a process import it, there is one of each.
 */
@Configuration(proxyBeanMethods = false)
@Import(InternalCallsConfiguration.class)
public class OperationConfiguration {
    @Bean
    ApiModel apiModel() {
        return ApiModel.load();
    }

    @Bean
    Dispatcher dispatcher(ObjectProvider<Operation<?, ?>> operations, ApiModel model, MeterRegistry meters) {
        return new Dispatcher(
                operations.stream().toList(),
                name -> model.operation(name)
                        .orElseThrow(() -> new IllegalStateException("The API has no operation " + name))::parse,
                meters);
    }
}
