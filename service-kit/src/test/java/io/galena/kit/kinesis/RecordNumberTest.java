package io.galena.kit.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNumberTest {
    @Test
    void numbersGrowWithTheOffsetAndWithTheGeneration() {
        var first = RecordNumber.of(stream(0), 2, 0);
        var later = RecordNumber.of(stream(0), 2, 1_000_000);
        var afterLoss = RecordNumber.beginning(stream(1), 2);

        assertThat(decimal(RecordNumber.beginning(stream(0), 2))).isLessThan(decimal(first));
        assertThat(decimal(first)).isLessThan(decimal(later));
        assertThat(decimal(later)).isLessThan(decimal(afterLoss));
    }

    @Test
    void whatATextSaysIsReadBack() {
        var number = RecordNumber.of(stream(3), 499, 41);

        assertThat(number.toString()).matches("[1-9][0-9]{31}");
        assertThat(RecordNumber.parse(number.toString())).contains(number);
        assertThat(number).isEqualTo(new RecordNumber(7, 499, 3, 42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "49590338271490256608559692538361571095921575989136588898", "x"})
    void otherTextsAreNone(String text) {
        assertThat(RecordNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shardId-000000000003", "shardId-999999999999", "shardId-0", "shard-000000000001", ""})
    void onlyTheNamesOfItsShardsAreNamesOfShards(String name) {
        assertThat(ShardIds.parse(name, 3)).isEmpty();
        assertThat(ShardIds.parse(ShardIds.of(2), 3)).hasValue(2);
    }

    @Test
    void topicsAreNamedByTheNumberOfTheStream() {
        assertThat(stream(0).topic()).isEqualTo("galena.kinesis.7");
        assertThat(KinesisStreamDescriptor.streamOf("galena.kinesis.7")).contains(7L);
        assertThat(KinesisStreamDescriptor.streamOf("galena.kinesis.x")).isEmpty();
        assertThat(KinesisStreamDescriptor.streamOf("galena.changes.7")).isEmpty();
    }

    private static BigInteger decimal(RecordNumber number) {
        return new BigInteger(number.toString());
    }

    private static KinesisStreamDescriptor stream(long generation) {
        return new KinesisStreamDescriptor(
                7,
                "000000000000",
                "us-east-1",
                "changes",
                "PROVISIONED",
                500,
                24,
                KinesisStreamStatus.ACTIVE,
                Instant.EPOCH,
                Optional.of("topic"),
                generation);
    }
}
