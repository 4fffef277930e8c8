package io.galena.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcContestantTest {
    private JdbcContestant contestant;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        contestant = new JdbcContestant(directory.resolve("postgres"), Dataset.of(200, 1024));
        contestant.makeTables(List.of(Workload.GET));
    }

    @AfterAll
    void stop() {
        contestant.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT", "GET", "GET_STRONG", "UPDATE", "QUERY", "BATCH_WRITE", "BATCH_GET"})
    void operationsThatItKnowsFindTheirRows(Workload workload) throws Exception {
        assertThat(contestant.knows(workload)).isTrue();
        assertThat(run(workload).outcome().successes()).isPositive();
    }

    @Test
    void otherOperationsAreLeftOut() {
        assertThat(contestant.knows(Workload.SCAN)).isFalse();
        assertThat(contestant.knows(Workload.TRANSACT)).isFalse();
    }

    private Measured run(Workload workload) throws IOException, InterruptedException {
        return contestant.run(workload, 3, Duration.ofMillis(50));
    }
}
