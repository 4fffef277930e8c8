package io.galena.stream.capture;

import io.galena.stream.kafka.ChangeTopics;
import io.galena.kit.kafka.Durability;
import io.galena.kit.kafka.KafkaClients;
import java.util.Optional;

/**
 * Where changes are published to.
 *
 * @param durability what makes them safe; without it an acknowledgement does, as with copies on other machines
 */
public record CaptureTarget(KafkaClients clients, ChangeTopics topics, Optional<Durability> durability) {
    /** Whether Kafka may lack what it has acknowledged. */
    boolean mayHaveForgotten() {
        return durability.filter(Durability::mayHaveForgotten).isPresent();
    }
}
