package io.galena.stream.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.kafka.TopicPosition;
import io.galena.stream.kafka.LogPlace;
import io.galena.stream.slot.CheckpointFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the changes of one partition of a table are delivered.
 *
 * @param positions by the partitions of the table's topic; those that are missing begin at their first record
 * @param last the place of the last record that was delivered or passed over, in its shard's log. It tells what is delivered when Kafka
 *     has forgotten records, and they are published again
 * @param precision that every later record will have
 * @param finished whether nothing more is to be delivered
 */
record Delivered(
        Map<Integer, TopicPosition> positions,
        Optional<LogPlace> last,
        DestinationPrecision precision,
        boolean finished) {
    Delivered {
        positions = Map.copyOf(positions);
    }

    /** Nothing is known to be delivered. */
    static Delivered nothing(DestinationPrecision precision) {
        return new Delivered(Map.of(), Optional.empty(), precision, false);
    }

    /** The records that it is kept as. */
    static final class Format implements CheckpointFormat<Delivered> {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        @Override
        public byte[] write(Delivered delivered) {
            var json = MAPPER.createObjectNode()
                    .put("precision", delivered.precision.name())
                    .put("finished", delivered.finished);
            delivered.last.ifPresent(place -> json.put("last", place.text()));
            var positions = json.putObject("positions");
            delivered.positions.forEach((partition, position) -> {
                var at = positions.putObject(partition.toString()).put("next", position.next());
                position.topic().ifPresent(topic -> at.put("topic", topic.toString()));
            });
            return json.toString().getBytes(UTF_8);
        }

        @Override
        public Optional<Delivered> parse(byte[] value) {
            try {
                var json = MAPPER.readTree(value);
                var positions = new LinkedHashMap<Integer, TopicPosition>();
                json.path("positions").forEachEntry((partition, at) -> {
                    var topic = at.path("topic").asString("");
                    positions.put(
                            Integer.valueOf(partition),
                            new TopicPosition(
                                    at.path("next").asLong(),
                                    topic.isEmpty() ? Optional.empty() : Optional.of(Uuid.fromString(topic))));
                });
                return Optional.of(new Delivered(
                        positions,
                        LogPlace.parse(json.path("last").asString("")),
                        DestinationPrecision.valueOf(json.path("precision").asString()),
                        json.path("finished").asBoolean()));
            } catch (JacksonException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
