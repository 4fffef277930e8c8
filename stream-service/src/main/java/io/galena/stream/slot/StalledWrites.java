package io.galena.stream.slot;

import io.galena.kit.background.Rounds;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.TopicAdmin;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up writes to topics that are gone. Kafka's producers wait for such a topic to come again, and all other work of the slot would wait
 * with them; so it is taken anew, and only who writes to that topic has to see what becomes of it.
 */
final class StalledWrites<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StalledWrites.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** A write that takes so long is worth a question. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Supplier<Collection<Slot<V>>> slots;
    private final Rounds rounds;
    private Optional<TopicAdmin> topics = Optional.empty();

    /** @param slots those that are held at the moment */
    StalledWrites(String name, KafkaClients clients, Supplier<Collection<Slot<V>>> slots) {
        this.clients = clients;
        this.slots = slots;
        this.rounds = new Rounds(name, BETWEEN_LOOKS, PATIENCE, this::look);
    }

    void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
        topics.ifPresent(TopicAdmin::close);
    }

    private void look() {
        var slow = slots.get().stream()
                .filter(slot -> !slot.slowTopics(PATIENCE).isEmpty())
                .toList();
        if (slow.isEmpty()) {
            return;
        }
        if (topics.isEmpty()) {
            topics = Optional.of(new TopicAdmin(clients));
        }
        var there = topics.get().numbers().keySet();
        slow.forEach(slot -> giveUpIfGone(slot, there));
    }

    private static void giveUpIfGone(Slot<?> slot, Set<String> there) {
        slot.slowTopics(PATIENCE).stream()
                .filter(topic -> !there.contains(topic))
                .findFirst()
                .ifPresent(gone -> {
                    log.atInfo().addKeyValue("topic", gone).log("The topic that records were to go to is gone");
                    slot.giveUp();
                });
    }
}
