package io.galena.standalone.trigger;

import io.galena.kit.kafka.KafkaClients;
import io.galena.standalone.TestingGalena;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads topics that triggers write. */
final class TestingTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private TestingTopic() {}

    /** The first record of a topic, as soon as there is one. */
    static JsonNode first(TestingGalena galena, String topic) throws InterruptedException {
        var partitions = List.of(new TopicPartition(topic, 0));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = galena.bean(KafkaClients.class).consumer()) {
            while (!consumer.listTopics().containsKey(topic)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("No such topic: " + topic);
                }
                Thread.sleep(20);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (System.nanoTime() < deadline) {
                for (var entry : consumer.poll(Duration.ofMillis(200))) {
                    return JsonMapper.builder().build().readTree(entry.value());
                }
            }
            throw new AssertionError("Nothing in the topic " + topic);
        }
    }
}
