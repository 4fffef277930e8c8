package io.galena.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.workload.Dataset;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Dataset DATA = Dataset.of(10_000, 1024);

    @Test
    void withoutOptionsAllWorkloadsRunInAClosedLoop() {
        var plan = plan(DATA);

        assertThat(plan.workloads()).hasSize(12);
        assertThat(plan.connections()).containsExactly(1, 32, 256);
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(5));
        assertThat(plan.paces()).containsExactly(new Pace.Closed(Duration.ofSeconds(10)));
        assertThat(plan.hasRates()).isFalse();
    }

    @Test
    void eachRunHasAllRates() {
        var plan = plan(DATA, "--rates", "10,20", "--runs", "2", "--seconds", "3");

        var ten = new Pace.Open(10, Duration.ofSeconds(3));
        var twenty = new Pace.Open(20, Duration.ofSeconds(3));
        assertThat(plan.paces()).containsExactly(ten, twenty, ten, twenty);
        assertThat(plan.hasRates()).isTrue();
    }

    @Test
    void oneItemMakesNoBatch() {
        assertThatThrownBy(() -> plan(DATA, "--distribution", "hot"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch-write");
        assertThat(plan(DATA, "--distribution", "hot", "--workloads", "update").workloads())
                .hasSize(1);
    }

    @Test
    void tablesThatAreMadeForAScanHaveMoreThanAPage() {
        var small = Dataset.of(1020, 1024);

        assertThatThrownBy(() -> plan(small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scan");
        assertThat(plan(small, "--workloads", "put,query").workloads()).hasSize(2);
        assertThat(plan(small, "--tables", "keep").makesTables()).isFalse();
    }

    private static Plan plan(Dataset data, String... arguments) {
        var known = Set.of("workloads", "distribution", "rates", "runs", "seconds", "tables");
        return Plan.of(Options.parse(List.of(arguments), known), data);
    }
}
