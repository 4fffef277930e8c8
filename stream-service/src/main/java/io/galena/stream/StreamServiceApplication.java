package io.galena.stream;

import io.galena.kit.catalog.CatalogClientConfiguration;
import io.galena.kit.transport.InternalCallsConfiguration;
import io.galena.kit.transport.InternalEndpointConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The stream service as a process of its own, for the distributed mode. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
@Import({
    StreamServiceConfiguration.class,
    CatalogClientConfiguration.class,
    InternalCallsConfiguration.class,
    InternalEndpointConfiguration.class
})
public class StreamServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(StreamServiceApplication.class, args);
    }
}
