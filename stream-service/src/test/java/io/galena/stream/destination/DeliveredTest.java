package io.galena.stream.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.kafka.TopicPosition;
import io.galena.stream.kafka.LogPlace;
import io.galena.stream.kafka.ServerIdentity;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class DeliveredTest {
    private final Delivered.Format format = new Delivered.Format();

    @Test
    void isWrittenAndReadAsItIs() {
        var delivered = new Delivered(
                Map.of(
                        0, new TopicPosition(1L << 40, Optional.of(Uuid.randomUuid())),
                        16, new TopicPosition(0, Optional.empty())),
                Optional.of(new LogPlace(new ServerIdentity("7480", 3), -1L, 17)),
                DestinationPrecision.MICROSECOND,
                true);
        var nothing = Delivered.nothing(DestinationPrecision.MILLISECOND);

        assertThat(format.parse(format.write(delivered))).contains(delivered);
        assertThat(format.parse(format.write(nothing))).contains(nothing);
    }

    @Test
    void whatIsNoneIsNotTakenForOne() {
        assertThat(format.parse("{".getBytes(UTF_8))).isEmpty();
        assertThat(format.parse("{}".getBytes(UTF_8))).isEmpty();
    }
}
