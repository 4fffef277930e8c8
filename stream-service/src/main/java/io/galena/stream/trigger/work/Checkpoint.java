package io.galena.stream.trigger.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.stream.read.Span;
import io.galena.stream.slot.CheckpointFormat;
import io.galena.stream.trigger.delivery.WindowState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a mapping has come in a stream shard.
 *
 * @param generation of Kafka's data, which the offset counts in
 * @param offset where to go on: everything before it is processed
 * @param committed when the last processed record was written, milliseconds since 1970; 0 if there is none
 * @param finished whether nothing follows any more
 * @param window the tumbling window that is open
 */
record Checkpoint(long generation, long offset, long committed, boolean finished, Optional<WindowState> window) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A place to begin at. */
    static Checkpoint at(Span span, long offset) {
        return new Checkpoint(span.generation(), offset, 0, false, Optional.empty());
    }

    /** The end of a shard. */
    static Checkpoint end(Span span) {
        return new Checkpoint(span.generation(), span.end().orElse(0), 0, true, Optional.empty());
    }

    byte[] toBytes() {
        var json = MAPPER.createObjectNode()
                .put("generation", generation)
                .put("offset", offset)
                .put("committed", committed)
                .put("finished", finished);
        window.ifPresent(open -> json.put("window", open.start().toEpochMilli()).put("state", open.state()));
        return json.toString().getBytes(UTF_8);
    }

    /** The checkpoint that a record holds, if it is one. */
    static Optional<Checkpoint> parse(byte[] bytes) {
        try {
            var json = MAPPER.readTree(bytes);
            var begin = json.path("window").isNumber()
                    ? OptionalLong.of(json.path("window").asLong())
                    : OptionalLong.empty();
            var window = begin.isEmpty()
                    ? Optional.<WindowState>empty()
                    : Optional.of(new WindowState(
                            Instant.ofEpochMilli(begin.getAsLong()),
                            json.path("state").asString()));
            return Optional.of(new Checkpoint(
                    json.path("generation").asLong(),
                    json.path("offset").asLong(),
                    json.path("committed").asLong(),
                    json.path("finished").asBoolean(),
                    window));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The records that checkpoints are kept as. */
    static final class Format implements CheckpointFormat<Checkpoint> {
        @Override
        public byte[] write(Checkpoint checkpoint) {
            return checkpoint.toBytes();
        }

        @Override
        public Optional<Checkpoint> parse(byte[] value) {
            return Checkpoint.parse(value);
        }
    }
}
