package io.galena.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import org.junit.jupiter.api.Test;

/** What is measured must be what is meant: an error is quickly answered, too. */
class BenchmarksTest {
    @Test
    void codecsGoBackAndForth() {
        var benchmark = new ItemCodecBenchmark();

        assertThat(benchmark.encode()).isEqualTo(Samples.BYTES);
        assertThat(benchmark.decode()).isEqualTo(Samples.ITEM);
        assertThat(benchmark.size()).isEqualTo(1024);
        assertThat(benchmark.parseRequest()).isNotNull();
    }

    @Test
    void keysHaveTheirHashes() {
        assertThat(new KeyBenchmark().rowKey()).hasSizeGreaterThan(16);
        assertThat(new KeyBenchmark().indexKey()).hasSizeGreaterThan(32);
    }

    @Test
    void expressionsDoWhatTheySay() {
        var benchmark = new ExpressionBenchmark();

        assertThat(benchmark.testCondition()).isTrue();
        assertThat(benchmark.applyUpdate()).isNotEqualTo(Samples.ITEM);
        assertThat(benchmark.applyProjection().attributes()).containsOnlyKeys("pk", "address", "scores", "name");
        assertThat(benchmark.bindCondition()).isNotNull();
        assertThat(benchmark.bindUpdate()).isNotNull();
    }

    @Test
    void theSignatureIsRight() {
        assertThat(new SignatureBenchmark().verify().accessKeyId()).isEqualTo("galena");
    }

    @Test
    void answersAreSuccesses() {
        var benchmark = new AnswerBenchmark();
        var whole = benchmark.wholeItem();

        assertThat(whole.status()).isEqualTo(200);
        assertThat(new String(whole.body(), 0, whole.length(), UTF_8)).contains(new String(Samples.BYTES, UTF_8));
        assertThat(benchmark.projectedItem().length()).isBetween(50, 300);
        assertThat(benchmark.tenItems().length()).isGreaterThan(10 * Samples.BYTES.length);
        assertThat(ItemSize.of(ItemCodec.decode(Samples.BYTES))).isEqualTo(1024);
    }
}
