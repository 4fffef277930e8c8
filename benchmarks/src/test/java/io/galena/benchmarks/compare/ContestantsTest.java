package io.galena.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestantsTest {
    @TempDir
    Path temporary;

    private final List<String> turns = Collections.synchronizedList(new ArrayList<>());

    @Test
    void allAreEndedAndTheDirectoryGoesAlsoIfOneFails() throws Exception {
        var directory = Files.createDirectory(temporary.resolve("data"));
        var contestants = new Contestants(directory);
        contestants.add(started -> {
            Files.writeString(started.resolve("log"), "started");
            return new Unending();
        });
        contestants.add(_ -> new TestingContestant("second", turns));

        contestants.close();

        assertThat(turns).containsExactly("end of second");
        assertThat(directory).doesNotExist();
    }

    @Test
    void oneThatIsJustStartingIsEndedBeforeItsDataGo() throws Exception {
        var directory = Files.createDirectory(temporary.resolve("data"));
        var contestants = new Contestants(directory);
        var starting = new CountDownLatch(1);
        var starter = Thread.ofVirtual().start(() -> add(contestants, starting));
        starting.await();

        contestants.close();

        starter.join();
        assertThat(turns).containsExactly("started", "end of slow");
        assertThat(directory).doesNotExist();
    }

    @Test
    void nobodyStartsAfterTheEnd() throws IOException {
        var contestants = new Contestants(Files.createDirectory(temporary.resolve("data")));
        contestants.close();

        assertThatThrownBy(() -> contestants.add(_ -> new TestingContestant("late", turns)))
                .isInstanceOf(IllegalStateException.class);
    }

    private void add(Contestants contestants, CountDownLatch starting) {
        try {
            contestants.add(directory -> {
                starting.countDown();
                Thread.sleep(200);
                Files.writeString(directory.resolve("log"), "started");
                turns.add("started");
                return new TestingContestant("slow", turns);
            });
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A contestant that cannot be ended properly. */
    private static final class Unending implements Contestant {
        @Override
        public String name() {
            return "unending";
        }

        @Override
        public void makeTables(List<Workload> workloads) {}

        @Override
        public boolean knows(Workload workload) {
            return true;
        }

        @Override
        public Measured run(Workload workload, int connections, Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new IllegalStateException("It goes on");
        }
    }
}
