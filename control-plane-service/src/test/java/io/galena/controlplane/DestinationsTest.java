package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.destination.ReportDestination;
import io.galena.kit.destination.ReportDestination.Event;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.kit.operation.InternalCalls;
import io.galena.postgres.testing.TestingPostgres;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Kinesis streaming destinations in the catalog; the stream service is played by the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationsTest {
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/";

    private final FakeStorage storage = new FakeStorage();
    private TestingControlPlane plane;

    @BeforeAll
    void start() {
        plane = TestingControlPlane.start(
                TestingPostgres.freshDatabase(), storage, Map.of("galena.control-plane.recovery-interval", "100ms"));
        List.of("one", "two", "three").forEach(this::createStream);
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @Test
    void writersTellOfChangesAsLongAsADestinationIsOn() {
        plane.createTable("Life");
        assertThat(storage.find("Life").orElseThrow().changeLog()).isEmpty();

        assertThat(change("Enable", "Life", "one").path("DestinationStatus").asString())
                .isEqualTo("ENABLING");
        var told = storage.find("Life").orElseThrow();
        assertThat(told.version()).isEqualTo(2);
        var log = told.changeLog().orElseThrow();
        assertThat(log.streamId()).isZero();
        assertThat(log.shards()).hasSize(2).allMatch(shard -> shard.epoch() == 0);
        assertThat(plane.describe("Life").path("TableStatus").asString()).isEqualTo("ACTIVE");
        var destination = awaitStatus("Life", DestinationStatus.ENABLING);
        assertThat(destination.partitions()).isEqualTo(2);

        report(destination, Event.BEGUN, "");
        awaitStatus("Life", DestinationStatus.ACTIVE);
        change("Disable", "Life", "one");
        awaitStatus("Life", DestinationStatus.DISABLING);
        TestingControlPlane.await(() -> storage.fences.stream().anyMatch(fence -> isOf(fence, told, destination)));
        assertThat(storage.find("Life").orElseThrow().changeLog()).isPresent();

        report(destination, Event.DRAINED, "");
        TestingControlPlane.await(
                () -> storage.find("Life").orElseThrow().changeLog().isEmpty());
        assertThat(statuses("Life")).containsExactly("DISABLED");
        TestingControlPlane.await(() -> descriptor("Life").isEmpty());
    }

    @Test
    void reportsThatComeTwiceOrLateChangeNothing() {
        plane.createTable("Reports");
        change("Enable", "Reports", "one");
        var first = awaitStatus("Reports", DestinationStatus.ENABLING);
        report(first, Event.DRAINED, "");
        report(first, Event.CHANGED, "MILLISECOND");
        assertThat(statuses("Reports")).containsExactly("ENABLING");
        report(first, Event.BEGUN, "");
        report(first, Event.BEGUN, "");
        change("Disable", "Reports", "one");
        report(first, Event.BEGUN, "");
        assertThat(statuses("Reports")).containsExactly("DISABLING");
        report(first, Event.DRAINED, "");

        change("Enable", "Reports", "one");
        report(first, Event.BEGUN, "");

        assertThat(statuses("Reports")).containsExactly("ENABLING");
        var second = awaitStatus("Reports", DestinationStatus.ENABLING);
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(storage.find("Reports").orElseThrow().changeLog()).isPresent();
    }

    @Test
    void aChangeOfPrecisionIsCompleteWhenThatPrecisionIsTakenUp() {
        var destination = begun("Precision");

        change("Update", "Precision", "one");
        report(destination, Event.CHANGED, "MILLISECOND");
        assertThat(statuses("Precision")).containsExactly("UPDATING");
        report(destination, Event.CHANGED, "MICROSECOND");
        assertThat(statuses("Precision")).containsExactly("ACTIVE");
    }

    @Test
    void whatIsNotInTheRightStatusIsRefused() {
        plane.createTable("Statuses");
        change("Enable", "Statuses", "one");
        assertRefused("Enable", "Statuses", "must be DISABLED or ENABLE_FAILED to perform ENABLE operation.");
        assertRefused("Disable", "Statuses", "must be ACTIVE to perform DISABLE operation.");
        assertRefused("Update", "Statuses", "must be ACTIVE to perform UPDATE operation.");
        var destination = awaitStatus("Statuses", DestinationStatus.ENABLING);
        report(destination, Event.BEGUN, "");
        assertRefused("Enable", "Statuses", "must be DISABLED or ENABLE_FAILED to perform ENABLE operation.");

        change("Disable", "Statuses", "one");

        assertRefused("Enable", "Statuses", "must be DISABLED or ENABLE_FAILED to perform ENABLE operation.");
        assertRefused("Disable", "Statuses", "must be ACTIVE to perform DISABLE operation.");
        report(destination, Event.DRAINED, "");
        assertThat(statuses("Statuses")).containsExactly("DISABLED");
    }

    private void assertRefused(String verb, String table, String end) {
        var refused = plane.send(verb + "KinesisStreamingDestination", request(verb, table, "one"));
        assertThat(refused.type()).isEqualTo("ValidationException");
        assertThat(refused.message())
                .startsWith("Table is not in a valid state to " + verb.toLowerCase(Locale.ROOT)
                        + " Kinesis Streaming Destination: ")
                .endsWith(end);
    }

    @Test
    void gapsAreToldInTheDescription() {
        var destination = begun("Gap");

        report(destination, Event.GAP, "a test says so");

        assertThat(destinations("Gap")
                        .getFirst()
                        .path("DestinationStatusDescription")
                        .asString())
                .isEqualTo("Changes may be missing: a test says so");
        assertThat(statuses("Gap")).containsExactly("ACTIVE");
    }

    @Test
    void aTableHasTwoDestinationsAtMostAndKeepsItsLogForEither() {
        plane.createTable("Two");
        change("Enable", "Two", "one");
        change("Enable", "Two", "two");
        var version = storage.find("Two").orElseThrow().version();
        assertThat(version).isEqualTo(2);

        var refused = plane.send("EnableKinesisStreamingDestination", request("Enable", "Two", "three"));
        assertThat(refused.type()).isEqualTo("LimitExceededException");

        TestingControlPlane.await(() -> descriptor("Two").isPresent());
        var one = descriptor("Two").orElseThrow();
        report(one, Event.BEGUN, "");
        plane.call(
                "DisableKinesisStreamingDestination", "{'TableName': 'Two', 'StreamArn': '" + one.streamArn() + "'}");
        report(one, Event.DRAINED, "");
        assertThat(statuses("Two")).containsExactlyInAnyOrder("DISABLED", "ENABLING");
        change("Enable", "Two", "three");
        assertThat(storage.find("Two").orElseThrow().changeLog()).isPresent();
    }

    @Test
    void aDestinationCanBeTurnedOnAgainAsSoonAsItIsOff() {
        var destination = begun("Again");
        change("Disable", "Again", "one");
        var closing = new CountDownLatch(1);
        storage.beforeApply = () -> {
            closing.countDown();
            takeTime();
        };
        try {
            report(destination, Event.DRAINED, "");
            assertThat(statuses("Again")).containsExactly("DISABLED");
            TestingControlPlane.await(() -> closing.getCount() == 0);

            change("Enable", "Again", "one");
        } finally {
            storage.beforeApply = () -> {};
        }
        assertThat(statuses("Again")).containsExactly("ENABLING");
        assertThat(storage.find("Again").orElseThrow().changeLog()).isPresent();
    }

    @Test
    void theSameStreamUnderAnotherPartitionOfTheCloudIsNoOther() {
        plane.createTable("Partition");
        change("Enable", "Partition", "one");
        var request = request("Enable", "Partition", "one").replace("arn:aws:", "arn:aws-cn:");

        assertThat(plane.send("EnableKinesisStreamingDestination", request).type())
                .isEqualTo("ValidationException");

        assertThat(destinations("Partition")).hasSize(1);
    }

    @Test
    void aDestinationOutlivesItsTableUntilAllIsDelivered() {
        var destination = begun("Dropped");
        var table = storage.find("Dropped").orElseThrow();

        plane.call("DeleteTable", "{'TableName': 'Dropped'}");

        TestingControlPlane.await(() -> storage.fences.stream().anyMatch(fence -> isOf(fence, table, destination)));
        assertThat(awaitStatus("Dropped", DestinationStatus.DISABLING).id()).isEqualTo(destination.id());
        plane.createTable("Dropped");
        assertThat(destinations("Dropped")).isEmpty();
        report(destination, Event.DRAINED, "");
        TestingControlPlane.await(() -> descriptor("Dropped").isEmpty());
    }

    @Test
    void fencesThatCannotBePutAreTriedAgain() {
        var destination = begun("Fences");
        var table = storage.find("Fences").orElseThrow();
        storage.beforeFence = FakeStorage.failing();
        try {
            change("Disable", "Fences", "one");
            assertThat(statuses("Fences")).containsExactly("DISABLING");
        } finally {
            storage.beforeFence = () -> {};
        }

        TestingControlPlane.await(() -> storage.fences.stream().anyMatch(fence -> isOf(fence, table, destination)));
    }

    private static void takeTime() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createStream(String name) {
        plane.call("kinesis:CreateStream", "{'StreamName': '" + name + "', 'ShardCount': 1}");
        var calls = plane.bean(InternalCalls.class);
        var stream = calls
                .call(
                        FindKinesisStream.NAME,
                        new FindKinesisStream.Request("000000000000", name, 0),
                        FindKinesisStream.Answer.class)
                .stream()
                .orElseThrow();
        calls.call(
                ReportKinesisTopic.NAME,
                new ReportKinesisTopic.Request(stream.id(), 0, Optional.of("AAAAAAAAAAAAAAAAAAAAAA")),
                ReportKinesisTopic.Answer.class);
    }

    /** The destination of a new table, which is delivered to. */
    private DestinationDescriptor begun(String table) {
        plane.createTable(table);
        change("Enable", table, "one");
        var destination = awaitStatus(table, DestinationStatus.ENABLING);
        report(destination, Event.BEGUN, "");
        return destination;
    }

    private JsonNode change(String verb, String table, String stream) {
        return plane.call(verb + "KinesisStreamingDestination", request(verb, table, stream));
    }

    /** A request for an update asks for microseconds. */
    private static String request(String verb, String table, String stream) {
        var configuration = verb.equals("Update")
                ? ", 'UpdateKinesisStreamingConfiguration': {'ApproximateCreationDateTimePrecision': 'MICROSECOND'}"
                : "";
        return "{'TableName': '" + table + "', 'StreamArn': '" + ARN + stream + "'" + configuration + "}";
    }

    private void report(DestinationDescriptor destination, Event event, String detail) {
        plane.bean(InternalCalls.class)
                .call(
                        ReportDestination.NAME,
                        new ReportDestination.Request(destination.id(), event, detail),
                        ReportDestination.Answer.class);
    }

    /** The destination as those see it who follow the catalog. */
    private Optional<DestinationDescriptor> descriptor(String table) {
        return plane.catalog().destinations().stream()
                .filter(destination -> destination.table().equals(table))
                .findFirst();
    }

    private DestinationDescriptor awaitStatus(String table, DestinationStatus status) {
        TestingControlPlane.await(() -> descriptor(table)
                .filter(destination -> destination.status() == status)
                .isPresent());
        return descriptor(table).orElseThrow();
    }

    private List<JsonNode> destinations(String table) {
        return plane.call("DescribeKinesisStreamingDestination", "{'TableName': '" + table + "'}")
                .path("KinesisDataStreamDestinations")
                .valueStream()
                .toList();
    }

    private List<String> statuses(String table) {
        return destinations(table).stream()
                .map(destination -> destination.path("DestinationStatus").asString())
                .toList();
    }

    private static boolean isOf(FenceChanges.Request fence, TableDescriptor table, DestinationDescriptor destination) {
        return fence.tableId() == table.id()
                && fence.destination() == destination.id()
                && fence.topicPartitions() == 2
                && fence.partitions().stream()
                        .map(PartitionDescriptor::shard)
                        .toList()
                        .equals(table.partitions().stream()
                                .map(PartitionDescriptor::shard)
                                .toList());
    }
}
