package io.galena.storage;

import io.galena.kit.catalog.Catalog;
import io.galena.storage.backfill.IndexRepair;
import io.galena.storage.backfill.IndexRepairs;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.changelog.ChangeLogWatch;
import io.galena.storage.coordinator.Transacting;
import io.galena.storage.coordinator.TransactionRecovery;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.expiry.ExpirySweeper;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.KafkaConfiguration;
import io.galena.storage.housekeeping.Housekeeping;
import io.galena.storage.indexer.Indexers;
import io.galena.storage.insights.Insights;
import io.galena.storage.insights.InsightsLog;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.read.LongReads;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.Reading;
import io.galena.storage.schema.TableEstimates;
import io.galena.storage.schema.TableSchemas;
import io.galena.storage.shard.Shards;
import io.galena.storage.version.HybridClock;
import io.galena.storage.throughput.Throttling;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.Writing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** The storage service: its operations, and the engine that they work on. It needs a {@link Catalog}. */
@Configuration(proxyBeanMethods = false)
// The application class of the distributed mode lies in the scanned package, and is not for whoever imports this one.
@ComponentScan(
        excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class),
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EnableConfigurationProperties(StorageProperties.class)
@Import(KafkaConfiguration.class)
public class StorageServiceConfiguration {
    /** How often it is checked how far capture is behind. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int READS_IN_PORTIONS = 16;

    @Bean
    Shards shards(Catalog catalog, StorageProperties properties) {
        return new Shards(catalog, properties.shards());
    }

    @Bean
    CurrentTables currentTables(Catalog catalog, StorageProperties properties) {
        return new CurrentTables(catalog, properties.patience());
    }

    @Bean
    Reading reading(Shards shards, CurrentTables tables, StorageProperties properties) {
        return new Reading(shards, tables, properties.readLanes(), properties.longReads(), properties.lane());
    }

    /** For BatchGetItem, each request of which may hold tens of megabytes. */
    @Bean
    LongReads readsInPortions(StorageProperties properties) {
        return new LongReads(READS_IN_PORTIONS, properties.patience());
    }

    @Bean
    Throttling throttling(Shards shards, StorageProperties properties) {
        return properties.throttling() ? Throttling.start(shards) : Throttling.off();
    }

    @Bean
    Insights insights(@Qualifier("storageTime") InstantSource time) {
        return new Insights(time);
    }

    @Bean(initMethod = "start")
    InsightsLog insightsLog(
            Catalog catalog,
            Insights insights,
            @Qualifier("ownRangeReader") RangeReader reader,
            StorageProperties properties) {
        return new InsightsLog(catalog, insights, reader, properties.insightsInterval());
    }

    @Bean
    PointReader pointReader(Reading reading, Throttling throttling, Insights insights) {
        return insights.points(throttling.points(reading.points()));
    }

    @Bean
    RangeReader rangeReader(Reading reading, Throttling throttling, Insights insights) {
        return insights.ranges(throttling.ranges(reading.ranges()));
    }

    /** For what the service reads by itself, which no limit is meant for. */
    @Bean(defaultCandidate = false)
    PointReader ownPointReader(Reading reading) {
        return reading.points();
    }

    @Bean(defaultCandidate = false)
    RangeReader ownRangeReader(Reading reading) {
        return reading.ranges();
    }

    @Bean
    HybridClock hybridClock(@Qualifier("storageTime") InstantSource time) {
        return new HybridClock(time);
    }

    @Bean
    Transacting transacting(
            Shards shards,
            CurrentTables tables,
            HybridClock clock,
            StorageProperties properties,
            ChangeLogPressure changeLogPressure) {
        return new Transacting(shards, tables, clock, properties.transacting(), changeLogPressure);
    }

    @Bean
    Transactions transactions(Transacting transacting, Throttling throttling, Insights insights) {
        return insights.transactions(throttling.transactions(transacting.transactions()));
    }

    @Bean
    TransactionRecovery transactionRecovery(Shards shards) {
        return new TransactionRecovery(shards);
    }

    @Bean(initMethod = "start")
    ChangeLogWatch changeLogWatch(Shards shards, StorageProperties properties, MeterRegistry metrics) {
        return new ChangeLogWatch(shards, properties.changeLogBound().toBytes(), BETWEEN_LOOKS, metrics);
    }

    @Bean
    Writing writing(
            Shards shards,
            CurrentTables tables,
            HybridClock clock,
            StorageProperties properties,
            ChangeLogPressure changeLogPressure) {
        return new Writing(shards, tables, clock, properties.writing(), changeLogPressure);
    }

    @Bean
    ItemWriter itemWriter(Writing writing, Throttling throttling, Insights insights) {
        return insights.writer(throttling.writer(writing.writer()));
    }

    /** Not for other services in the same process, which may have a clock of their own. */
    @Bean(defaultCandidate = false)
    InstantSource storageTime() {
        return InstantSource.system();
    }

    @Bean(initMethod = "start")
    ExpirySweeper expirySweeper(
            Catalog catalog,
            Shards shards,
            ItemWriter writer,
            @Qualifier("storageTime") InstantSource time,
            StorageProperties properties,
            MeterRegistry metrics) {
        return new ExpirySweeper(catalog, shards, writer, time, properties.expiryInterval(), metrics);
    }

    @Bean
    TableSchemas tableSchemas(Shards shards, StorageProperties properties) {
        return new TableSchemas(shards, properties.itemCompression());
    }

    @Bean(initMethod = "start")
    Indexers indexers(Catalog catalog, Shards shards, KafkaClients clients, MeterRegistry metrics) {
        return new Indexers(catalog, shards, clients, metrics);
    }

    @Bean(initMethod = "start")
    IndexRepairs indexRepairs(Catalog catalog, Shards shards, IndexRepair repair, MeterRegistry metrics) {
        return new IndexRepairs(catalog, shards, repair, metrics);
    }

    @Bean
    TableEstimates tableEstimates(Shards shards) {
        return new TableEstimates(shards);
    }

    @Bean(initMethod = "start")
    Housekeeping housekeeping(Shards shards, StorageProperties properties) {
        return new Housekeeping(shards, properties.housekeepingInterval(), properties.tombstoneRetention());
    }
}
