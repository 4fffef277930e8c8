package io.galena.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings that Galena starts its own broker with; what an operator of a real cluster sets is documented apart. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String BROKER = "BROKER";
    static final String CONTROLLER = "CONTROLLER";

    private static final String LARGEST_MESSAGE = Integer.toString(16 * 1024 * 1024);
    private static final String MEGABYTE = Integer.toString(1024 * 1024);

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("inter.broker.listener.name", BROKER),
            Map.entry("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
            // One node, which leads everything itself.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            // A change record carries two images of 400 KB, whose JSON can be 3 MB each.
            Map.entry("message.max.bytes", LARGEST_MESSAGE),
            Map.entry("replica.fetch.max.bytes", LARGEST_MESSAGE),
            Map.entry("replica.fetch.response.max.bytes", LARGEST_MESSAGE),
            // After kill -9 the controller takes the dead incarnation for alive for so long; 1 s was too short under
            // load.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // Nobody waits for a second voter, and nobody needs a sign of life in the metadata log twice a second.
            Map.entry("controller.quorum.append.linger.ms", "0"),
            Map.entry("metadata.max.idle.interval.ms", "0"),
            // An abandoned transaction holds up its readers until it times out.
            Map.entry("transaction.max.timeout.ms", "60000"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            // A laptop that was shut for weeks goes on where it stopped.
            Map.entry("transactional.id.expiration.ms", Integer.toString(Integer.MAX_VALUE)),
            Map.entry("offsets.retention.minutes", Integer.toString(365 * 24 * 60)),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Small and quiet: few threads, small segments, buffers and indexes.
            Map.entry("num.network.threads", "1"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            Map.entry("group.share.persister.class.name", ""),
            Map.entry("log.segment.bytes", Integer.toString(64 * 1024 * 1024)),
            Map.entry("log.index.size.max.bytes", MEGABYTE),
            Map.entry("offsets.topic.segment.bytes", MEGABYTE),
            Map.entry("transaction.state.log.segment.bytes", MEGABYTE),
            Map.entry("metadata.log.segment.bytes", Integer.toString(8 * 1024 * 1024)),
            // Room for the keys of one segment of a compacted topic, which must be small too: see EmbeddedKafka.
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024)),
            Map.entry("log.cleaner.io.buffer.size", Integer.toString(128 * 1024)),
            Map.entry("metric.reporters", ""));

    private BrokerSettings() {}

    static Properties of(Path log, LoopbackSockets sockets, Map<String, String> settings) {
        var all = new Properties();
        all.putAll(DEFAULTS);
        all.putAll(settings);
        all.setProperty("log.dirs", log.toString());
        var controller = "127.0.0.1:" + sockets.controllerPort();
        var broker = BROKER + "://127.0.0.1:" + sockets.brokerPort();
        all.setProperty("listeners", broker + "," + CONTROLLER + "://" + controller);
        all.setProperty("advertised.listeners", broker);
        all.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
        return all;
    }
}
