package io.galena.stream;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.changelog.ReportGap;
import io.galena.kit.operation.InternalCalls;
import io.galena.stream.capture.CaptureTarget;
import io.galena.stream.capture.CaptureWorkers;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.kit.kafka.BrokerAddress;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.KafkaConfiguration;
import io.galena.stream.api.StreamSpans;
import io.galena.stream.kafka.KinesisTopics;
import io.galena.stream.kinesis.KinesisReader;
import io.galena.stream.kinesis.KinesisWriter;
import io.galena.stream.kinesis.TopicKeeper;
import io.galena.stream.destination.DestinationMetrics;
import io.galena.stream.destination.DestinationParts;
import io.galena.stream.destination.Destinations;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.ShardSpans;
import io.galena.stream.retention.ChangeLogRetention;
import io.galena.stream.trigger.delivery.DeliveryParts;
import io.galena.stream.trigger.delivery.FailureDestinations;
import io.galena.stream.trigger.delivery.FunctionClient;
import io.galena.stream.trigger.delivery.TriggerMetrics;
import io.galena.stream.trigger.work.Triggers;
import io.galena.stream.trigger.work.WorkerParts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The stream service: capture, and the operations of DynamoDB Streams. It needs a {@link Catalog} and Kafka's address. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class),
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableConfigurationProperties({StreamProperties.class, TriggerProperties.class})
@Import(KafkaConfiguration.class)
public class StreamServiceConfiguration {
    /** For how long nobody must have had any use for a topic that is deleted. */
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

    /** How often it is looked whether Kafka has lost topics of Kinesis streams. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(30);

    @Bean
    InstantSource streamTime() {
        return InstantSource.system();
    }

    @Bean
    ChangeTopics changeTopics(KafkaClients clients, StreamProperties properties) {
        return new ChangeTopics(clients, properties.topics());
    }

    @Bean(initMethod = "start")
    ShardSpans shardSpans(KafkaClients clients, ChangeTopics topics) {
        return new ShardSpans(clients, topics);
    }

    @Bean
    ShardReader shardReader(KafkaClients clients, InstantSource streamTime, StreamProperties properties) {
        return new ShardReader(clients, streamTime, properties.retention());
    }

    @Bean(initMethod = "start")
    CaptureWorkers captureWorkers(
            Catalog catalog,
            CaptureTarget captureTarget,
            InternalCalls calls,
            StreamProperties properties,
            MeterRegistry metrics) {
        return new CaptureWorkers(
                catalog,
                captureTarget,
                (shard, reason, nothingLeft) -> calls.call(
                                ReportGap.NAME,
                                new ReportGap.Request(shard, reason, nothingLeft),
                                ReportGap.Answer.class)
                        .generation(),
                properties.database(),
                metrics);
    }

    @Bean
    FunctionClient functionClient(TriggerProperties properties) {
        return new FunctionClient(properties.rest());
    }

    @Bean
    FailureDestinations failureDestinations(KafkaClients clients, ChangeTopics topics) {
        return new FailureDestinations(clients, topics, Duration.ofSeconds(30));
    }

    @Bean
    DeliveryParts deliveryParts(
            FunctionClient functions,
            FailureDestinations destinations,
            TriggerProperties properties,
            StreamProperties streams,
            InstantSource streamTime,
            MeterRegistry metrics) {
        return new DeliveryParts(
                functions,
                destinations,
                properties.backoff(),
                new TriggerMetrics(metrics),
                streamTime,
                streams.retention());
    }

    @Bean
    WorkerParts workerParts(
            Catalog catalog, KafkaClients clients, StreamSpans spans, ShardReader reader, DeliveryParts delivery) {
        return new WorkerParts(catalog, clients, spans, reader, delivery);
    }

    @Bean(initMethod = "start")
    Triggers triggers(WorkerParts parts, ChangeTopics topics, InternalCalls calls, TriggerProperties properties) {
        return new Triggers(parts, topics, calls, properties.session());
    }

    @Bean
    DestinationParts destinationParts(
            Catalog catalog,
            KafkaClients clients,
            InternalCalls calls,
            InstantSource streamTime,
            MeterRegistry metrics) {
        return new DestinationParts(catalog, clients, calls, new DestinationMetrics(metrics), streamTime);
    }

    @Bean(initMethod = "start")
    Destinations destinations(DestinationParts parts, ChangeTopics topics, StreamProperties properties) {
        return new Destinations(parts, topics, properties.session());
    }

    @Bean(initMethod = "start")
    ChangeLogRetention changeLogRetention(
            Catalog catalog,
            KafkaClients clients,
            ChangeTopics topics,
            InstantSource streamTime,
            StreamProperties properties) {
        var retention = properties.retention();
        var grace = retention.compareTo(LONGEST_GRACE) < 0 ? retention : LONGEST_GRACE;
        return new ChangeLogRetention(catalog, clients, topics, retention, grace, streamTime);
    }

    @Bean
    KinesisTopics kinesisTopics(KafkaClients clients, StreamProperties properties) {
        return new KinesisTopics(clients, properties.topics());
    }

    @Bean(initMethod = "start")
    TopicKeeper kinesisTopicKeeper(Catalog catalog, KinesisTopics topics, InternalCalls calls) {
        return new TopicKeeper(catalog, topics, calls, BETWEEN_CHECKS);
    }

    @Bean
    KinesisReader kinesisReader(KafkaClients clients, InstantSource streamTime) {
        return new KinesisReader(clients, streamTime);
    }

    @Bean
    KinesisWriter kinesisWriter(KafkaClients clients) {
        return new KinesisWriter(clients);
    }

    @Bean
    CaptureTarget captureTarget(KafkaClients clients, ChangeTopics topics, ObjectProvider<BrokerAddress> ownBroker) {
        return new CaptureTarget(clients, topics, Optional.ofNullable(ownBroker.getIfAvailable()));
    }
}
