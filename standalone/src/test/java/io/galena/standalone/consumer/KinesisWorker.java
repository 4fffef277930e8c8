package io.galena.standalone.consumer;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsConsumerTaskFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsDataFetcher;
import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsLeaseManagementFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.DynamoDBStreamsSleepTimeController;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import io.galena.standalone.TestingGalena;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.coordinator.DeletedStreamListProvider;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.StreamInfoManager;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.ShardSyncTaskManager;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/**
 * A worker of an application that reads a stream with the Kinesis Client Library; its leases are in the same Galena. It takes over
 * what a dead worker had after two seconds, in place of ten.
 */
final class KinesisWorker implements AutoCloseable {
    /** The adapter takes names of AWS's own regions only. */
    static final Region REGION = Region.US_EAST_1;

    private static final Duration FAILOVER = Duration.ofSeconds(2);

    private final DynamoDbAsyncClient leases;
    private final DynamoDbStreamsClient streams;
    private final CloudWatchAsyncClient metrics;
    private final Scheduler scheduler;
    private final Thread thread;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    private KinesisWorker(TestingGalena galena, String application, String name, String stream) {
        leases = DynamoDbAsyncClient.builder()
                .endpointOverride(galena.endpoint())
                .region(REGION)
                .credentialsProvider(TestingGalena.credentials())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new Life()))
                .build();
        streams = TestingGalena.streams(
                galena.endpoint(),
                builder -> builder.region(REGION)
                        .overrideConfiguration(settings -> settings.addExecutionInterceptor(new Life())));
        // Asked for, and never used.
        metrics = CloudWatchAsyncClient.builder()
                .endpointOverride(galena.endpoint())
                .region(REGION)
                .credentialsProvider(TestingGalena.credentials())
                .build();
        scheduler = scheduler(application, name, stream);
        thread = Thread.ofPlatform().daemon().name(name).unstarted(scheduler);
    }

    static KinesisWorker start(TestingGalena galena, String application, String name, String stream) {
        var worker = new KinesisWorker(galena, application, name, stream);
        worker.thread.start();
        return worker;
    }

    private Scheduler scheduler(String application, String name, String stream) {
        var adapter = new AmazonDynamoDBStreamsAdapterClient(streams, REGION);
        var beginning = InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON);
        var configs = new ConfigsBuilder(
                StreamsSchedulerFactory.createSingleStreamTracker(stream, beginning),
                application,
                adapter,
                leases,
                metrics,
                name,
                Processor::new);
        var polling = new DynamoDBStreamsPollingConfig(stream, adapter).idleTimeBetweenReadsInMillis(200);
        polling.dataFetcherProvider(fetcher -> new DynamoDBStreamsDataFetcher(adapter, fetcher))
                .sleepTimeController(new DynamoDBStreamsSleepTimeController());
        var retrieval = configs.retrievalConfig().retrievalSpecificConfig(polling);
        return new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(200)
                        .shardConsumerDispatchPollIntervalMillis(200)
                        .schedulerInitializationBackoffTimeMillis(200)
                        .skipShardSyncAtWorkerInitializationIfLeasesExist(true),
                leaseManagement(configs, adapter, retrieval),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                retrieval);
    }

    private static LeaseManagementConfig leaseManagement(
            ConfigsBuilder configs, AmazonDynamoDBStreamsAdapterClient adapter, RetrievalConfig retrieval) {
        var config = configs.leaseManagementConfig()
                .failoverTimeMillis(FAILOVER.toMillis())
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(FAILOVER.toMillis())
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(FAILOVER.toMillis() / 4)
                .shardSyncIntervalMillis(0)
                .leasesRecoveryAuditorExecutionFrequencyMillis(1000)
                .leasesRecoveryAuditorInconsistencyConfidenceThreshold(0)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .consumerTaskFactory(new DynamoDBStreamsConsumerTaskFactory());
        config.workerUtilizationAwareAssignmentConfig()
                .disableWorkerMetrics(true)
                .workerMetricsReporterFreqInMillis(1000);
        return config.leaseManagementFactory(new LeaseManagement(adapter, config, retrieval));
    }

    /** What it has processed so far. */
    List<Record> records() {
        return records;
    }

    /** The stream shards that it has begun to process. */
    Set<String> begun() {
        return begun;
    }

    /** Has it do nothing any more from one moment to the next: what it holds stays so until others find it dead. */
    void kill() {
        dead = true;
    }

    @Override
    public void close() {
        scheduler.shutdown();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.close();
        streams.close();
        metrics.close();
    }

    /** Lets nothing out of a worker that is dead. */
    private final class Life implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (dead) {
                throw new IllegalStateException("This worker is dead");
            }
        }
    }

    /** The adapter is older than this version of the library, which asks in another way for who looks after shards. */
    private static final class LeaseManagement extends DynamoDBStreamsLeaseManagementFactory {
        LeaseManagement(
                AmazonDynamoDBStreamsAdapterClient adapter, LeaseManagementConfig config, RetrievalConfig retrieval) {
            super(adapter, config, retrieval);
        }

        @Override
        public ShardSyncTaskManager createShardSyncTaskManager(
                MetricsFactory factory,
                StreamConfig stream,
                DeletedStreamListProvider deleted,
                @Nullable StreamInfoManager unused) {
            return createShardSyncTaskManager(factory, stream, deleted);
        }
    }

    /** Processes the records of one stream shard. */
    private final class Processor implements DynamoDBStreamsShardRecordProcessor {
        @Override
        public void initialize(InitializationInput input) {
            begun.add(input.shardId());
        }

        @Override
        public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
            if (dead) {
                throw new IllegalStateException("This worker is dead");
            }
            input.records().forEach(each -> records.add(each.getRecord()));
            checkpoint(input.checkpointer()::checkpoint);
        }

        @Override
        public void shardEnded(ShardEndedInput input) {
            checkpoint(input.checkpointer()::checkpoint);
        }

        @Override
        public void leaseLost(LeaseLostInput input) {}

        @Override
        public void shutdownRequested(ShutdownRequestedInput input) {}

        private void checkpoint(Checkpoint checkpoint) {
            try {
                checkpoint.make();
            } catch (ShutdownException e) {
                // Somebody else has the lease, and reads these records once more.
            } catch (InvalidStateException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Checkpoint {
        void make() throws InvalidStateException, ShutdownException;
    }
}
