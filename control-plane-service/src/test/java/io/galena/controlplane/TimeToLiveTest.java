package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.FillExpiries;
import io.galena.postgres.testing.TestingPostgres;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Time to live is turned on and off in steps, any of which may fail or be cut off. */
class TimeToLiveTest {
    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();

    @Test
    void turningItOnAndOffAreVersionsOfTheTable() {
        try (var controlPlane = start("100ms")) {
            controlPlane.createTable("Sessions");
            assertThat(describe(controlPlane)).isEqualTo("{\"TimeToLiveStatus\":\"DISABLED\"}");

            assertThat(controlPlane
                            .call("UpdateTimeToLive", request("expires", true))
                            .toString())
                    .isEqualTo("{\"TimeToLiveSpecification\":{\"AttributeName\":\"expires\",\"Enabled\":true}}");
            assertThat(storage.find("Sessions").orElseThrow().ttlAttribute()).contains("expires");
            assertThat(storage.find("Sessions").orElseThrow().version()).isEqualTo(2);
            awaitEnabled(controlPlane);

            controlPlane.call("UpdateTimeToLive", request("expires", false));
            assertThat(describe(controlPlane)).isEqualTo("{\"TimeToLiveStatus\":\"DISABLED\"}");
            assertThat(storage.find("Sessions").orElseThrow().ttlAttribute()).isEmpty();
            assertThat(storage.find("Sessions").orElseThrow().version()).isEqualTo(3);
            assertThat(controlPlane.describe("Sessions").get("TableStatus").asString())
                    .isEqualTo("ACTIVE");
        }
    }

    @Test
    void everyShardIsLookedAtToTheEndBeforeItIsOn() {
        try (var controlPlane = start("1h")) {
            controlPlane.createTable("Sessions");
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            storage.beforeFill = () -> {
                begun.countDown();
                await(goOn);
            };

            controlPlane.call("UpdateTimeToLive", request("expires", true));
            await(begun);
            assertThat(describe(controlPlane))
                    .isEqualTo("{\"TimeToLiveStatus\":\"ENABLING\",\"AttributeName\":\"expires\"}");
            assertRefused(
                    controlPlane,
                    request("expires", false),
                    "Time to live has been modified multiple times within a fixed interval");
            goOn.countDown();
            awaitEnabled(controlPlane);

            assertThat(storage.fills).extracting(FillExpiries.Request::shard).containsExactly(0, 0, 0, 1, 1, 1);
            assertThat(storage.fills).extracting(FillExpiries.Request::version).containsOnly(2L);
            assertThat(storage.fills.stream().map(fill -> fill.after().map(key -> (int) key[0])))
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(1),
                            Optional.of(2),
                            Optional.empty(),
                            Optional.of(1),
                            Optional.of(2));
        }
    }

    @Test
    void whatIsOnOrOffAlreadyIsRefused() {
        try (var controlPlane = start("100ms")) {
            controlPlane.createTable("Sessions");
            assertRefused(controlPlane, request("expires", false), "TimeToLive is already disabled");
            controlPlane.call("UpdateTimeToLive", request("expires", true));
            awaitEnabled(controlPlane);

            assertRefused(controlPlane, request("expires", true), "TimeToLive is already enabled");
            var other = "TimeToLive is active on a different AttributeName: current AttributeName is expires";
            assertRefused(controlPlane, request("other", true), other);
            assertRefused(controlPlane, request("other", false), other);
            assertThat(controlPlane.send(
                            "UpdateTimeToLive", request("expires", true).replace("Sessions", "Missing")))
                    .satisfies(answer -> {
                        assertThat(answer.type()).isEqualTo("ResourceNotFoundException");
                        assertThat(answer.message())
                                .isEqualTo("Requested resource not found: Table: Missing not found");
                    });
            assertThat(storage.find("Sessions").orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void whatACrashCutsOffIsFinishedAtTheNextStart() {
        storage.beforeFill = FakeStorage.failing();
        try (var controlPlane = start("1h")) {
            controlPlane.createTable("Sessions");
            controlPlane.call("UpdateTimeToLive", request("expires", true));
        }
        storage.beforeFill = () -> {};

        try (var controlPlane = start("100ms")) {
            awaitEnabled(controlPlane);
        }
    }

    @Test
    void shardsThatFailToLetGoAreTriedAgain() {
        try (var controlPlane = start("100ms")) {
            controlPlane.createTable("Sessions");
            controlPlane.call("UpdateTimeToLive", request("expires", true));
            awaitEnabled(controlPlane);
            storage.beforeApply = FakeStorage.failing();

            controlPlane.call("UpdateTimeToLive", request("expires", false));
            assertThat(describe(controlPlane))
                    .isEqualTo("{\"TimeToLiveStatus\":\"DISABLING\",\"AttributeName\":\"expires\"}");
            storage.beforeApply = () -> {};

            TestingControlPlane.await(() -> describe(controlPlane).contains("DISABLED"));
        }
    }

    @Test
    void twoWhoTurnItOnAtOnceDoSoOnce() throws Exception {
        try (var controlPlane = start("100ms");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            controlPlane.createTable("Sessions");

            var one = threads.submit(() -> controlPlane.send("UpdateTimeToLive", request("one", true)));
            var other = threads.submit(() -> controlPlane.send("UpdateTimeToLive", request("other", true)));

            assertThat(new int[] {one.get().status(), other.get().status()}).containsExactlyInAnyOrder(200, 400);
            awaitEnabled(controlPlane);
            assertThat(describe(controlPlane)).contains(one.get().status() == 200 ? "\"one\"" : "\"other\"");
        }
    }

    private TestingControlPlane start(String recoveryInterval) {
        return TestingControlPlane.start(
                database, storage, Map.of("galena.control-plane.recovery-interval", recoveryInterval));
    }

    private static String request(String attribute, boolean enabled) {
        return "{'TableName': 'Sessions', 'TimeToLiveSpecification': {'AttributeName': '" + attribute + "', 'Enabled': "
                + enabled + "}}";
    }

    private static String describe(TestingControlPlane controlPlane) {
        return controlPlane
                .call("DescribeTimeToLive", "{'TableName': 'Sessions'}")
                .get("TimeToLiveDescription")
                .toString();
    }

    private static void awaitEnabled(TestingControlPlane controlPlane) {
        TestingControlPlane.await(() -> describe(controlPlane).contains("\"ENABLED\""));
    }

    private static void assertRefused(TestingControlPlane controlPlane, String request, String message) {
        var answer = controlPlane.send("UpdateTimeToLive", request);
        assertThat(answer.type()).isEqualTo("ValidationException");
        assertThat(answer.message()).isEqualTo(message);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
