package io.galena.storage;

import io.galena.kit.catalog.CatalogClientConfiguration;
import io.galena.kit.transport.InternalCallsConfiguration;
import io.galena.kit.transport.InternalEndpointConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The storage service as a process of its own, for the distributed mode. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, KafkaAutoConfiguration.class})
@Import({
    StorageServiceConfiguration.class,
    CatalogClientConfiguration.class,
    InternalCallsConfiguration.class,
    InternalEndpointConfiguration.class
})
public class StorageServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(StorageServiceApplication.class, args);
    }
}
