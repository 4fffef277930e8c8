package io.galena.controlplane;

import static io.galena.controlplane.TestingControlPlane.simpleTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.TestingControlPlane.Answer;
import io.galena.postgres.testing.TestingPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances on one catalog that are asked for the same table at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoControlPlanesTest {
    private static final int ROUNDS = 20;

    private final FakeStorage storage = new FakeStorage();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TestingControlPlane one;
    private TestingControlPlane other;

    @BeforeAll
    void start() {
        var database = TestingPostgres.freshDatabase();
        one = TestingControlPlane.start(database, storage, Map.of());
        other = TestingControlPlane.start(database, storage, Map.of());
    }

    @AfterAll
    void stop() {
        threads.close();
        one.close();
        other.close();
    }

    @Test
    void ofTwoThatCreateOneTableExactlyOneWins() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var name = "Created" + round;

            var answers = together(() -> create(one, name), () -> create(other, name));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 400);
            assertThat(answers).filteredOn(answer -> answer.status() == 400).allSatisfy(answer -> {
                assertThat(answer.type()).isEqualTo("ResourceInUseException");
                assertThat(answer.message()).isEqualTo("Table already exists: " + name);
            });
            assertNothingHalfDone(name);
            assertThat(live(name)).isOne();
        }
    }

    @Test
    void twoThatDeleteOneTableDeleteItTogetherOrOneComesTooLate() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var name = "Deleted" + round;
            one.createTable(name);

            var answers = together(() -> delete(one, name), () -> delete(other, name));

            assertThat(answers).extracting(Answer::status).contains(200);
            assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.type()).isEqualTo("ResourceNotFoundException");
                assertThat(answer.message()).isEqualTo("Requested resource not found: Table: " + name + " not found");
            });
            assertNothingHalfDone(name);
            assertThat(live(name)).isZero();
        }
    }

    @Test
    void creationAndDeletionAtOnceEndAsOneAfterTheOther() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var name = "Both" + round;
            var isThere = round % 2 == 0;
            if (isThere) {
                one.createTable(name);
            }

            var answers = together(() -> create(one, name), () -> delete(other, name));
            var created = answers.getFirst();
            var deleted = answers.getLast();

            if (created.status() != 200) {
                assertThat(created.type()).isEqualTo("ResourceInUseException");
                assertThat(created.message()).isEqualTo("Table already exists: " + name);
            }
            if (deleted.status() != 200) {
                assertRefusedDeletion(deleted, name);
            }
            assertNothingHalfDone(name);
            var left = (isThere ? 1 : 0) + (created.status() == 200 ? 1 : 0) - (deleted.status() == 200 ? 1 : 0);
            assertThat((int) live(name)).isEqualTo(left).isBetween(0, 1);
        }
    }

    private static void assertRefusedDeletion(Answer answer, String name) {
        assertThat(answer.type() + ": " + answer.message())
                .isIn(
                        "ResourceNotFoundException: Requested resource not found: Table: " + name + " not found",
                        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being"
                                + " created: " + name);
    }

    /** Both instances say the same of the table, and storage holds what they say. */
    private void assertNothingHalfDone(String name) {
        var statuses = List.of(status(one, name), status(other, name));
        assertThat(statuses).isIn(List.of("ACTIVE", "ACTIVE"), List.of("", ""));
        assertThat(live(name)).isEqualTo(statuses.getFirst().isEmpty() ? 0 : 1);
    }

    private long live(String name) {
        return storage.tables.values().stream()
                .filter(table -> table.name().equals(name))
                .count();
    }

    private static String status(TestingControlPlane controlPlane, String name) {
        return controlPlane
                .send("DescribeTable", "{'TableName': '" + name + "'}")
                .body()
                .at("/Table/TableStatus")
                .asString("");
    }

    private static Answer create(TestingControlPlane controlPlane, String name) {
        return controlPlane.send("CreateTable", simpleTable(name));
    }

    private static Answer delete(TestingControlPlane controlPlane, String name) {
        return controlPlane.send("DeleteTable", "{'TableName': '" + name + "'}");
    }

    private List<Answer> together(Callable<Answer> first, Callable<Answer> second) throws Exception {
        var start = new CountDownLatch(1);
        var answers = List.of(first, second).stream()
                .map(call -> threads.submit(() -> {
                    start.await();
                    return call.call();
                }))
                .toList();
        start.countDown();
        return List.of(answers.getFirst().get(), answers.getLast().get());
    }
}
