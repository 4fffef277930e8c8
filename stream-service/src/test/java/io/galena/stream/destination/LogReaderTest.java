package io.galena.stream.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.kafka.TopicAdmin;
import io.galena.kit.kafka.TopicPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The topic has the partitions of two partitions of a table: those with even numbers are the first one's. */
class LogReaderTest {
    private final TestingLog log = new TestingLog(4);
    private final TopicAdmin topics = new TopicAdmin(log.clients);
    private final List<String> lost = new ArrayList<>();
    private LogReader reader = reader(Map.of());

    @AfterEach
    void close() {
        reader.close();
        topics.close();
        log.close();
    }

    @Test
    void recordsComeInTheOrderOfTheShardsLogWhicheverPartitionsTheyAreIn() {
        for (var number = 1; number <= 60; number += 3) {
            log.begin();
            log.change(2, "b", number);
            log.change(0, "a", number + 1);
            log.change(1, "another", number + 2);
            log.commit();
        }

        assertThat(read(40))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 60)
                        .filter(number -> number % 3 != 0)
                        .boxed()
                        .toList());
    }

    @Test
    void aRecordWaitsForWhatIsBeforeItAndNotCommittedYet() {
        log.begin();
        log.change(0, "a", 1);
        log.changeAtOnce(2, "a", 2);

        assertThat(read(1, Duration.ofSeconds(2))).isEmpty();
        log.commit();
        assertThat(read(2)).containsExactly(1, 2);
    }

    @Test
    void partitionsThatCameWithAMarkAreReadBeforeWhatFollowsTheMark() {
        log.begin();
        log.change(0, "a", 1);
        log.commit();
        assertThat(read(1)).containsExactly(1);

        log.widen(6);
        log.begin();
        log.gap(0, 2);
        log.change(4, "b", 3);
        log.change(0, "a", 4);
        log.commit();

        assertThat(read(3)).containsExactly(3, 4);
    }

    @Test
    void itGoesOnWhereItStopped() {
        log.begin();
        IntStream.rangeClosed(1, 10).forEach(number -> log.change(number % 2 * 2, "a", number));
        log.commit();
        assertThat(read(10)).hasSize(10);
        var positions = reader.positions();
        reader.close();

        log.begin();
        log.change(0, "a", 11);
        log.commit();
        reader = reader(positions);

        assertThat(read(1)).containsExactly(11);
        assertThat(lost).isEmpty();
    }

    @Test
    void whatIsNoLongerThereIsReported() {
        log.begin();
        log.change(0, "a", 1);
        log.commit();
        reader.close();

        reader = reader(Map.of(
                0, new TopicPosition(7, Optional.empty()),
                2, new TopicPosition(0, Optional.of(Uuid.randomUuid()))));

        assertThat(read(1)).containsExactly(1);
        assertThat(lost).containsExactlyInAnyOrder(log.topic + "-0 from 7", log.topic + "-2 from 0");
    }

    private LogReader reader(Map<Integer, TopicPosition> positions) {
        return new LogReader(
                log.clients,
                topics,
                new LogSource(log.topic, 0, 2),
                positions,
                (partition, position) -> lost.add(partition + " from " + position.next()));
    }

    private List<Integer> read(int entries) {
        return read(entries, Duration.ofSeconds(60));
    }

    /** The numbers of the changes among so many entries, or among those that come within a time. */
    private List<Integer> read(int entries, Duration patience) {
        var numbers = new ArrayList<Integer>();
        var deadline = System.nanoTime() + patience.toNanos();
        var count = 0;
        while (count < entries && System.nanoTime() < deadline) {
            for (var entry : reader.next()) {
                count++;
                if (!entry.isMark()) {
                    numbers.add(JsonMapper.builder()
                            .build()
                            .readTree(new String(entry.content().value(), UTF_8))
                            .path("newImage")
                            .path("n")
                            .path("N")
                            .asInt());
                }
            }
        }
        return numbers;
    }
}
