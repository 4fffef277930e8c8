package io.galena.controlplane;

import io.galena.controlplane.account.CredentialStore;
import io.galena.controlplane.account.Endpoint;
import io.galena.controlplane.account.RootCredential;
import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.Leases;
import io.galena.controlplane.database.Subscribers;
import io.galena.controlplane.definition.ThroughputLimits;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.feed.CatalogSnapshots;
import io.galena.controlplane.kinesis.KinesisStore;
import io.galena.controlplane.table.PolicyStore;
import io.galena.controlplane.shard.ShardStore;
import io.galena.controlplane.table.AccountLimits;
import io.galena.controlplane.table.DestinationUpkeep;
import io.galena.controlplane.table.ExpiryFill;
import io.galena.controlplane.table.IndexBackfills;
import io.galena.controlplane.table.StatisticsRefresh;
import io.galena.controlplane.table.TableLifecycle;
import io.galena.controlplane.table.TableRecovery;
import io.galena.controlplane.stream.StreamRetention;
import io.galena.controlplane.stream.StreamStore;
import io.galena.controlplane.stream.Streams;
import io.galena.controlplane.table.TableStore;
import io.galena.controlplane.table.TagStore;
import io.galena.controlplane.trigger.TriggerStore;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.security.SecretBox;
import io.galena.kit.security.SecurityConfiguration;
import io.galena.kit.transport.OperationConfiguration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The control plane: its operations, and what works behind them. The catalog database is up to date, the shards are known
 * and the root credential is there before the first request.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ControlPlaneProperties.class, DeploymentProperties.class})
@Import({OperationConfiguration.class, SecurityConfiguration.class})
@ComponentScan(
        basePackages = {
            "io.galena.controlplane.account",
            "io.galena.controlplane.feed",
            "io.galena.controlplane.kinesis",
            "io.galena.controlplane.policy",
            "io.galena.controlplane.table",
            "io.galena.controlplane.trigger"
        },
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class ControlPlaneServiceConfiguration {
    /** Not for other services in the same process, which may have a clock of their own. */
    @Bean(defaultCandidate = false)
    InstantSource controlPlaneTime() {
        return InstantSource.system();
    }

    @Bean
    CatalogDatabase catalogDatabase(ControlPlaneProperties properties) {
        return CatalogDatabase.open(properties.database().address());
    }

    @Bean
    ShardStore shardStore(CatalogDatabase database, ControlPlaneProperties properties) {
        var shards = new ShardStore(database);
        shards.seed(properties.shards());
        return shards;
    }

    @Bean
    TableStore tableStore(CatalogDatabase database) {
        return new TableStore(database);
    }

    @Bean
    StreamStore streamStore(CatalogDatabase database) {
        return new StreamStore(database);
    }

    @Bean
    Streams tableStreams(
            StreamStore streams, ControlPlaneProperties properties, @Qualifier("controlPlaneTime") InstantSource time) {
        return new Streams(streams, properties.streamShards(), time);
    }

    @Bean
    TagStore tagStore(CatalogDatabase database) {
        return new TagStore(database);
    }

    @Bean
    PolicyStore policyStore(CatalogDatabase database) {
        return new PolicyStore(database);
    }

    @Bean
    TriggerStore triggerStore(CatalogDatabase database) {
        return new TriggerStore(database);
    }

    @Bean
    KinesisStore kinesisStore(CatalogDatabase database) {
        return new KinesisStore(database);
    }

    @Bean
    DestinationStore destinationStore(CatalogDatabase database) {
        return new DestinationStore(database);
    }

    @Bean
    CredentialStore credentialStore(CatalogDatabase database) {
        return new CredentialStore(database);
    }

    @Bean
    RootCredential rootCredential(
            DeploymentProperties deployment,
            CredentialStore credentials,
            SecretBox secrets,
            @Qualifier("controlPlaneTime") InstantSource time) {
        return RootCredential.establish(deployment.rootCredential(), deployment.account(), credentials, secrets, time);
    }

    @Bean
    Subscribers catalogSubscribers(@Qualifier("controlPlaneTime") InstantSource time) {
        return new Subscribers(time);
    }

    @Bean
    CatalogSnapshots catalogSnapshots(
            CatalogDatabase database,
            TableStore tables,
            StreamStore streams,
            ShardStore shards,
            CredentialStore credentials,
            TriggerStore triggers,
            KinesisStore kinesisStreams,
            DestinationStore destinations,
            DeploymentProperties deployment) {
        return new CatalogSnapshots(
                database,
                tables,
                streams,
                shards,
                credentials,
                triggers,
                kinesisStreams,
                destinations,
                deployment.region());
    }

    @Bean
    Leases tableLeases(CatalogDatabase database) {
        return database.leases();
    }

    @Bean
    TableLifecycle tableLifecycle(
            CatalogDatabase database,
            TableStore tables,
            Streams streams,
            DestinationStore destinations,
            Leases leases,
            Subscribers subscribers,
            InternalCalls calls) {
        return new TableLifecycle(database, tables, streams, destinations, leases, subscribers, calls);
    }

    @Bean
    IndexBackfills indexBackfills(
            CatalogDatabase database, TableStore tables, TableLifecycle lifecycle, Leases leases, InternalCalls calls) {
        return new IndexBackfills(database, tables, lifecycle, leases, calls);
    }

    @Bean
    SmartLifecycle indexBackfillRecovery(IndexBackfills backfills, ControlPlaneProperties properties) {
        return new PeriodicTask("index-backfills", properties.recoveryInterval(), backfills);
    }

    @Bean
    ThroughputLimits throughputLimits() {
        return ThroughputLimits.DEFAULT;
    }

    @Bean
    AccountLimits accountLimits(ControlPlaneProperties properties, ThroughputLimits throughput) {
        return new AccountLimits(properties.maxTables(), properties.maxTablesInTransition(), throughput);
    }

    @Bean
    Endpoint endpoint(ControlPlaneProperties properties) {
        return new Endpoint(properties.endpoint());
    }

    @Bean
    SmartLifecycle tableRecovery(TableStore tables, TableLifecycle lifecycle, ControlPlaneProperties properties) {
        return new PeriodicTask("table-recovery", properties.recoveryInterval(), new TableRecovery(tables, lifecycle));
    }

    @Bean
    ExpiryFill expiryFill(CatalogDatabase database, TableStore tables, Leases leases, InternalCalls calls) {
        return new ExpiryFill(database, tables, leases, calls);
    }

    @Bean
    SmartLifecycle expiryFilling(ExpiryFill fill, ControlPlaneProperties properties) {
        return new PeriodicTask("expiry-fill", properties.recoveryInterval(), fill);
    }

    @Bean
    SmartLifecycle destinationUpkeep(DestinationUpkeep upkeep, ControlPlaneProperties properties) {
        return new PeriodicTask("destination-upkeep", properties.recoveryInterval(), upkeep);
    }

    @Bean
    SmartLifecycle streamRetention(
            CatalogDatabase database,
            StreamStore streams,
            ControlPlaneProperties properties,
            @Qualifier("controlPlaneTime") InstantSource time) {
        return new PeriodicTask(
                "stream-retention",
                properties.recoveryInterval(),
                new StreamRetention(database, streams, properties.streamRetention(), time));
    }

    @Bean
    SmartLifecycle statisticsRefresh(TableStore tables, InternalCalls calls, ControlPlaneProperties properties) {
        return new PeriodicTask(
                "statistics-refresh", properties.statisticsInterval(), new StatisticsRefresh(tables, calls));
    }
}
