package io.galena.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options, which are checked before anything is made or started. */
class CompareTest {
    @ParameterizedTest
    @CsvSource({
        "--workloads, foo",
        "--peers, foo",
        "--connections, 0",
        "--rounds, x",
        "--seconds, 0",
        "--warmup, 0",
        "--items, 15",
        "--foo, 1"
    })
    void aWrongOptionIsNoticedFirst(String option, String value) {
        assertThatThrownBy(() -> Compare.of(List.of("--dynamodb-local", "jars", option, value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dynamoDbLocalIsNeededByItsPeersOnly() {
        assertThatThrownBy(() -> Compare.of(List.of("--peers", "jdbc,disk")))
                .hasMessage("The option --dynamodb-local is missing");
        assertThat(Compare.of(List.of("--peers", "jdbc"))).isNotNull();
    }
}
