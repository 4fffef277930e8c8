package io.galena.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class ProcessorTimeTest {
    @Test
    void theTimesOfEndedChildrenCountAndBlanksInTheNameDoNot() {
        var stat = "42 (postgres: writer ) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 120 30 20 0 1 0 100 1000 200";

        assertThat(ProcessorTime.ofStat(stat)).isEqualTo(Duration.ofMillis(4500));
    }

    @Test
    @EnabledOnOs(LINUX)
    void workOfThisProcessIsSeen() {
        var before = ProcessorTime.own();
        var machineBefore = ProcessorTime.ofMachine();
        var until = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        assertThat(ProcessorTime.own()).isGreaterThan(before);
        assertThat(ProcessorTime.ofMachine()).isGreaterThan(machineBefore);
    }

    @Test
    @EnabledOnOs(LINUX)
    void workOfAChildThatLivesIsThatOfTheTree() throws Exception {
        var work = Duration.ofMillis(500);

        try (var child = new BusyChild()) {
            assertThat(child.awaitTime(work)).isGreaterThanOrEqualTo(work);
        }
    }

    @Test
    void theMachineIsBusyWithAllButWaitingAndLosesWhatItsHostTakes() {
        var stat = "cpu  100 10 40 5000 900 3 7 40 20 0";

        assertThat(ProcessorTime.ofMachine(stat)).isEqualTo(Duration.ofSeconds(2));
        assertThat(ProcessorTime.ofMachine("")).isZero();
    }

    @Test
    void aServerThatIsGoneIsAnError() {
        assertThatThrownBy(() -> ProcessorTime.ofTree(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
    }
}
