package io.galena.controlplane;

import static io.galena.controlplane.TestingControlPlane.simpleTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.postgres.testing.TestingPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A control plane that stops between two steps leaves nothing behind that the next one does not finish. */
class TableRecoveryTest {
    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();

    @Test
    void creationCutOffBeforeStorageAppliedIsFinishedAtTheNextStart() {
        storage.beforeApply = FakeStorage.failing();

        assertCreationIsFinishedAtTheNextStart();
    }

    @Test
    void creationCutOffAfterStorageAppliedIsFinishedAtTheNextStart() {
        storage.afterApply = FakeStorage.failing();

        assertCreationIsFinishedAtTheNextStart();
    }

    @Test
    void deletionCutOffBeforeStorageDroppedIsFinishedAtTheNextStart() {
        storage.beforeDrop = FakeStorage.failing();

        assertDeletionIsFinishedAtTheNextStart();
    }

    @Test
    void deletionCutOffAfterStorageDroppedIsFinishedAtTheNextStart() {
        storage.afterDrop = FakeStorage.failing();

        assertDeletionIsFinishedAtTheNextStart();
    }

    @Test
    void stepThatFailsOnceIsTriedAgainWithoutARestart() {
        var attempts = new AtomicInteger();
        storage.beforeApply = () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        };
        try (var controlPlane = start()) {
            controlPlane.createTable("Later");

            TestingControlPlane.await(() -> isActive(controlPlane, "Later"));
        }
    }

    @Test
    void tableInCreationCannotBeCreatedChangedOrDeleted() {
        storage.beforeApply = FakeStorage.failing();
        try (var controlPlane = start()) {
            controlPlane.createTable("Stuck");

            assertThat(controlPlane.send("CreateTable", simpleTable("Stuck")).message())
                    .isEqualTo("Table already exists: Stuck");
            assertThat(controlPlane.send("DeleteTable", "{'TableName': 'Stuck'}"))
                    .satisfies(answer -> {
                        assertThat(answer.type()).isEqualTo("ResourceInUseException");
                        assertThat(answer.message())
                                .isEqualTo("Attempt to change a resource which is still in use: Table is being created:"
                                        + " Stuck");
                    });
            assertThat(controlPlane
                            .send("UpdateTable", "{'TableName': 'Stuck', 'DeletionProtectionEnabled': true}")
                            .type())
                    .isEqualTo("ResourceInUseException");
        }
    }

    @Test
    void tableInDeletionCanBeDeletedAgainButNotChanged() {
        storage.beforeDrop = FakeStorage.failing();
        try (var controlPlane = start()) {
            controlPlane.createTable("Stuck");
            controlPlane.call("DeleteTable", "{'TableName': 'Stuck'}");

            var again = controlPlane.call("DeleteTable", "{'TableName': 'Stuck'}");

            assertThat(again.at("/TableDescription/TableStatus").asString()).isEqualTo("DELETING");
            var change = controlPlane.send("UpdateTable", "{'TableName': 'Stuck', 'DeletionProtectionEnabled': true}");
            assertThat(change.type()).isEqualTo("ResourceInUseException");
            assertThat(change.message())
                    .isEqualTo("Attempt to change a resource which is still in use: Table is being deleted: Stuck");
        }
    }

    @Test
    void twoInstancesNeverWorkOnOneTableAtATime() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        storage.beforeApply = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            pause();
            inside.decrementAndGet();
        };
        try (var one = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var created = threads.submit(() -> one.createTable("Shared"));
            created.get();

            assertThat(isActive(other, "Shared")).isTrue();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void ofTwoInstancesThatCreateOneTableExactlyOneWins() throws Exception {
        try (var one = start();
                var other = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                var request = simpleTable("Contended" + i);
                var first = threads.submit(() -> one.send("CreateTable", request));
                var second = threads.submit(() -> other.send("CreateTable", request));

                assertThat(List.of(first.get().status(), second.get().status())).containsExactlyInAnyOrder(200, 400);
            }
        }
    }

    @Test
    void tableIsKnownToAnInstanceOfTheControlPlaneThatDidNotMakeIt() {
        try (var one = start();
                var other = start()) {
            assertThat(other.catalog().find(TestingControlPlane.ACCOUNT, "Elsewhere"))
                    .isEmpty();

            one.createTable("Elsewhere");

            TestingControlPlane.await(() -> !other.catalog().tables().isEmpty());
            assertThat(other.catalog().find(TestingControlPlane.ACCOUNT, "Elsewhere"))
                    .isPresent();
        }
    }

    @Test
    void accountCanHaveOnlySoManyTables() {
        var limit = Map.<String, Object>of("galena.control-plane.max-tables", 2);
        try (var controlPlane = TestingControlPlane.start(database, storage, limit)) {
            controlPlane.createTable("One");
            controlPlane.createTable("Two");

            var answer = controlPlane.send("CreateTable", simpleTable("Three"));

            assertThat(answer.type()).isEqualTo("LimitExceededException");
            assertThat(answer.message())
                    .isEqualTo("Subscriber limit exceeded: There is a limit of 2 tables per subscriber");
        }
    }

    @Test
    void onlySoManyTablesCanBeInTransition() {
        storage.beforeApply = FakeStorage.failing();
        var limit = Map.<String, Object>of("galena.control-plane.max-tables-in-transition", 1);
        try (var controlPlane = TestingControlPlane.start(database, storage, limit)) {
            controlPlane.createTable("One");

            var answer = controlPlane.send("CreateTable", simpleTable("Two"));

            assertThat(answer.type()).isEqualTo("LimitExceededException");
            assertThat(answer.message())
                    .isEqualTo("Subscriber limit exceeded: Only 1 tables can be created, updated, or deleted"
                            + " simultaneously");
        }
    }

    @Test
    void slowStepDoesNotKeepOthersFromTheirTables() throws Exception {
        var release = new CountDownLatch(1);
        var first = new AtomicInteger();
        storage.beforeApply = () -> {
            if (first.getAndIncrement() == 0) {
                await(release);
            }
        };
        try (var controlPlane = start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> controlPlane.createTable("Slow"));
            TestingControlPlane.await(() -> first.get() == 1);

            controlPlane.createTable("Quick");

            assertThat(isActive(controlPlane, "Quick")).isTrue();
            assertThat(isActive(controlPlane, "Slow")).isFalse();
            release.countDown();
            slow.get();
            TestingControlPlane.await(() -> isActive(controlPlane, "Slow"));
        }
    }

    private void assertCreationIsFinishedAtTheNextStart() {
        try (var controlPlane = start()) {
            controlPlane.createTable("Cut");
            assertThat(isActive(controlPlane, "Cut")).isFalse();
        }
        storage.beforeApply = () -> {};
        storage.afterApply = () -> {};

        try (var next = start()) {
            TestingControlPlane.await(() -> isActive(next, "Cut"));
            assertThat(storage.find("Cut")).isPresent();
        }
    }

    private void assertDeletionIsFinishedAtTheNextStart() {
        try (var controlPlane = start()) {
            controlPlane.createTable("Cut");
            controlPlane.call("DeleteTable", "{'TableName': 'Cut'}");
            assertThat(controlPlane.describe("Cut").get("TableStatus").asString())
                    .isEqualTo("DELETING");
        }
        storage.beforeDrop = () -> {};
        storage.afterDrop = () -> {};

        try (var next = start()) {
            TestingControlPlane.await(
                    () -> next.send("DescribeTable", "{'TableName': 'Cut'}").status() != 200);
            assertThat(storage.find("Cut")).isEmpty();
            next.createTable("Cut");
        }
    }

    private TestingControlPlane start() {
        return TestingControlPlane.start(database, storage, Map.of());
    }

    private static boolean isActive(TestingControlPlane controlPlane, String name) {
        return controlPlane.describe(name).get("TableStatus").asString().equals("ACTIVE");
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
