package io.galena.kafka;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A broker and a controller, put together as {@link KafkaRaftServer} does it, which would neither take our sockets nor let us
 * reach the logs.
 */
final class KafkaNode {
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    static KafkaNode create(Properties settings, LoopbackSockets sockets) {
        var config = new KafkaConfig(settings, false);
        var directories = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        var shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                ExitGuard::faultHandler,
                sockets);
        return new KafkaNode(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2()),
                new BrokerServer(shared));
    }

    /** Returns when every partition that this broker holds can be written. */
    void start() throws InterruptedException {
        controller.startup();
        broker.startup();
        while (!leadsEverything()) {
            Thread.sleep(5);
        }
    }

    /** The sockets are open a moment before the controller's word that we lead the partitions has been applied. */
    private boolean leadsEverything() {
        var topics = broker.metadataCache().getImage().topics().topicsById().values();
        return topics.stream()
                .allMatch(topic -> topic.partitions().keySet().stream()
                        .map(partition ->
                                broker.replicaManager().onlinePartition(new TopicPartition(topic.name(), partition)))
                        .allMatch(partition ->
                                partition.isDefined() && partition.get().isLeader()));
    }

    void flush() {
        CollectionConverters.asJava(broker.logManager().allLogs()).forEach(log -> log.flush(false));
    }

    /** The recovery point of a partition's log, if it is here. */
    OptionalLong flushedOffset(TopicPartition partition) {
        var log = broker.logManager().getLog(partition, false);
        return log.isDefined() ? OptionalLong.of(log.get().recoveryPoint()) : OptionalLong.empty();
    }

    /** The broker first: its controlled shutdown needs the controller. */
    void stop(Duration patience) {
        try {
            broker.shutdown(patience);
        } finally {
            controller.shutdown();
        }
    }
}
