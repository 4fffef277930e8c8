package io.galena.kit.kafka;

import java.util.HashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Kafka clients of a process: its services that need them all import this. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaConfiguration {
    @Bean
    KafkaClients kafkaClients(KafkaProperties properties, ObjectProvider<BrokerAddress> ownBroker) {
        var common = properties.buildAdminProperties();
        return new KafkaClients(
                () -> {
                    var settings = new HashMap<>(common);
                    ownBroker.ifAvailable(broker ->
                            settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
                    return settings;
                },
                () -> ownBroker.getIfAvailable() != null);
    }
}
