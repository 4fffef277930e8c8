package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.CutStream;
import io.galena.kit.catalog.FindTable;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.StreamStatus;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.operation.InternalCalls;
import io.galena.postgres.testing.TestingPostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** Streams from the first to the last of them, when nothing goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamLifeTest {
    private final String database = TestingPostgres.freshDatabase();
    private final FakeStorage storage = new FakeStorage();
    private TestingControlPlane controlPlane;

    @BeforeAll
    void start() {
        // No recovery after the start: it could take up what another instance is about to begin.
        controlPlane =
                TestingControlPlane.start(database, storage, Map.of("galena.control-plane.recovery-interval", "1h"));
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @Test
    void tableCanBeginWithAStream() {
        controlPlane.createTable("Begun", "KEYS_ONLY");

        var table = storage.find("Begun").orElseThrow();
        assertThat(table.version()).isEqualTo(1);
        var stream = streams("Begun").getFirst();
        assertThat(stream.status()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.viewType()).isEqualTo("KEYS_ONLY");
        assertThat(stream.keys()).isEqualTo(table.keys());
        assertThat(stream.tableId()).isEqualTo(table.id());
        assertThat(stream.disabled()).isEmpty();
        assertThat(table.changeLog()).contains(new ChangeLogDescriptor(stream.id(), 2, stream.shards()));
        assertThat(stream.shards())
                .hasSize(2)
                .allSatisfy(shard -> assertThat(shard.id())
                        .matches("shardId-\\d{20}-[0-9a-f]{8}")
                        .hasSizeBetween(28, 65));
        var shown = controlPlane.describe("Begun");
        assertThat(shown.get("LatestStreamArn").asString()).isEqualTo(stream.arn());
        assertThat(shown.get("LatestStreamLabel").asString()).isEqualTo(stream.label());
        assertThat(shown.at("/StreamSpecification/StreamEnabled").asBoolean()).isTrue();
    }

    @Test
    void turningAStreamOnAndOffAreVersionsOfTheTable() {
        controlPlane.createTable("Turned");

        var on = controlPlane.enableStream("Turned", "NEW_IMAGE");
        assertThat(on.get("TableStatus").asString()).isEqualTo("UPDATING");
        assertThat(on.at("/StreamSpecification/StreamViewType").asString()).isEqualTo("NEW_IMAGE");
        assertThat(controlPlane.describe("Turned").get("TableStatus").asString())
                .isEqualTo("ACTIVE");
        var enabled = storage.find("Turned").orElseThrow();
        assertThat(enabled.version()).isEqualTo(2);
        assertThat(enabled.changeLog()).isPresent();
        assertThat(known("Turned")).isEqualTo(enabled);

        var off = controlPlane.disableStream("Turned");
        assertThat(off.get("TableStatus").asString()).isEqualTo("UPDATING");
        var disabled = storage.find("Turned").orElseThrow();
        assertThat(disabled.version()).isEqualTo(3);
        assertThat(disabled.changeLog()).isEmpty();
        assertThat(known("Turned")).isEqualTo(disabled);
        assertThat(streams("Turned")).singleElement().satisfies(stream -> {
            assertThat(stream.status()).isEqualTo(StreamStatus.DISABLED);
            assertThat(stream.disabled())
                    .hasValueSatisfying(time -> assertThat(time).isAfterOrEqualTo(stream.created()));
            assertThat(stream.shards()).hasSize(2);
        });
        var shown = controlPlane.describe("Turned");
        assertThat(shown.get("TableStatus").asString()).isEqualTo("ACTIVE");
        assertThat(shown.has("StreamSpecification")).isFalse();
        assertThat(shown.get("LatestStreamArn").asString())
                .isEqualTo(streams("Turned").getFirst().arn());
    }

    @Test
    void turningOnAgainMakesAnotherStreamInTheSameTopic() {
        controlPlane.createTable("Again", "OLD_IMAGE");
        controlPlane.disableStream("Again");
        controlPlane.enableStream("Again", "NEW_AND_OLD_IMAGES");

        var both = streams("Again");
        assertThat(both)
                .extracting(StreamDescriptor::status)
                .containsExactly(StreamStatus.DISABLED, StreamStatus.ENABLED);
        assertThat(both).extracting(StreamDescriptor::label).isSorted().doesNotHaveDuplicates();
        assertThat(both).extracting(StreamDescriptor::viewType).containsExactly("OLD_IMAGE", "NEW_AND_OLD_IMAGES");
        var first = both.getFirst().shards();
        var second = both.getLast().shards();
        assertThat(second).extracting(StreamShardDescriptor::kafkaPartition).containsExactly(0, 1);
        assertThat(second.getFirst().epoch()).isGreaterThan(first.getLast().epoch());
        assertThat(second).allMatch(shard -> shard.parent().isEmpty());
        assertThat(controlPlane.describe("Again").get("LatestStreamLabel").asString())
                .isEqualTo(both.getLast().label());
    }

    @Test
    void streamOfADeletedTableStaysAndIsOff() {
        controlPlane.createTable("Gone", "KEYS_ONLY");
        var table = storage.find("Gone").orElseThrow();

        controlPlane.call("DeleteTable", "{'TableName': 'Gone'}");

        assertThat(storage.drops).anySatisfy(dropped -> {
            assertThat(dropped.id()).isEqualTo(table.id());
            assertThat(dropped.changeLog()).isEqualTo(table.changeLog());
        });
        assertThat(streams("Gone")).singleElement().satisfies(stream -> {
            assertThat(stream.status()).isEqualTo(StreamStatus.DISABLED);
            assertThat(stream.disabled()).isPresent();
            assertThat(stream.keys()).isEqualTo(table.keys());
        });
        controlPlane.createTable("Gone", "KEYS_ONLY");
        assertThat(streams("Gone"))
                .hasSize(2)
                .extracting(StreamDescriptor::label)
                .doesNotHaveDuplicates();
    }

    @Test
    void otherSettingsChangeWithoutAVersion() {
        controlPlane.createTable("Settled", "KEYS_ONLY");

        controlPlane.call("UpdateTable", "{'TableName': 'Settled', 'TableClass': 'STANDARD_INFREQUENT_ACCESS'}");

        assertThat(known("Settled").version()).isEqualTo(1);
        assertThat(controlPlane.describe("Settled").has("StreamSpecification")).isTrue();
    }

    @Test
    void whileAChangeIsOnItsWayTheOldVersionIsShownAndNoOtherChangeBegins() throws Exception {
        controlPlane.createTable("Slow");
        var before = known("Slow");
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var own = TestingControlPlane.start(database, blocked(release), Map.of())) {
            var update = threads.submit(() -> own.enableStream("Slow", "KEYS_ONLY"));
            TestingControlPlane.await(() -> status("Slow").equals("UPDATING"));

            assertThat(find(before.id())).hasValueSatisfying(table -> {
                assertThat(table.version()).isEqualTo(before.version());
                assertThat(table.changeLog()).isEmpty();
                assertThat(table.status()).isEqualTo(TableStatus.UPDATING);
            });
            assertThat(streams("Slow").getFirst().status()).isEqualTo(StreamStatus.ENABLING);
            for (var request :
                    List.of("'StreamSpecification': {'StreamEnabled': false}", "'DeletionProtectionEnabled': true")) {
                var refused = controlPlane.send("UpdateTable", "{'TableName': 'Slow', " + request + "}");
                assertThat(refused.type()).isEqualTo("ResourceInUseException");
                assertThat(refused.message())
                        .isEqualTo("Attempt to change a resource which is still in use: Table is being updated: Slow");
            }
            assertThat(controlPlane.send("DeleteTable", "{'TableName': 'Slow'}").type())
                    .isEqualTo("ResourceInUseException");

            release.countDown();
            update.get();
            // An update is answered before its end if that takes long.
            TestingControlPlane.await(() -> status("Slow").equals("ACTIVE"));
            assertThat(find(before.id())).hasValueSatisfying(table -> {
                assertThat(table.version()).isEqualTo(before.version() + 1);
                assertThat(table.changeLog()).isPresent();
            });
        }
    }

    @Test
    void cutShardsCloseAndTheirChildrenFollow() {
        controlPlane.createTable("Cut", "KEYS_ONLY");
        var before = storage.find("Cut").orElseThrow();
        var parents = before.changeLog().orElseThrow().shards();

        cut(before.id(), 2);

        var after = storage.find("Cut").orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        var changeLog = after.changeLog().orElseThrow();
        assertThat(changeLog.streamId())
                .isEqualTo(before.changeLog().orElseThrow().streamId());
        assertThat(changeLog.topicPartitions()).isEqualTo(4);
        assertThat(changeLog.shards())
                .extracting(shard -> shard.parent().orElseThrow())
                .containsExactly(
                        parents.getFirst().id(),
                        parents.getFirst().id(),
                        parents.getLast().id(),
                        parents.getLast().id());
        var stream = streams("Cut").getFirst();
        assertThat(stream.status()).isEqualTo(StreamStatus.ENABLED);
        assertThat(stream.shards())
                .containsExactlyElementsOf(Stream.concat(parents.stream(), changeLog.shards().stream())
                        .toList());
        assertThat(known("Cut")).isEqualTo(after);
        assertThat(status("Cut")).isEqualTo("ACTIVE");

        cut(before.id(), 2);

        var again = storage.find("Cut").orElseThrow().changeLog().orElseThrow();
        assertThat(again.topicPartitions()).isEqualTo(4);
        assertThat(again.shards())
                .extracting(shard -> shard.parent().orElseThrow())
                .containsExactlyElementsOf(changeLog.shards().stream()
                        .map(StreamShardDescriptor::id)
                        .toList());
    }

    @Test
    void topicKeepsThePartitionsThatItNeededOnce() {
        controlPlane.createTable("Wide", "KEYS_ONLY");
        cut(storage.find("Wide").orElseThrow().id(), 3);
        controlPlane.disableStream("Wide");
        controlPlane.enableStream("Wide", "KEYS_ONLY");

        var changeLog = storage.find("Wide").orElseThrow().changeLog().orElseThrow();
        assertThat(changeLog.shards()).hasSize(2);
        assertThat(changeLog.topicPartitions()).isEqualTo(6);
    }

    @Test
    void whatCannotBeCutIsRefusedAndNothingChanges() {
        controlPlane.createTable("Uncut");
        controlPlane.createTable("Whole", "KEYS_ONLY");
        var without = storage.find("Uncut").orElseThrow().id();
        var with = storage.find("Whole").orElseThrow().id();
        cut(with, 2);

        assertThat(cutError(without, 2)).isEqualTo("Table has no stream to cut: TableName: Uncut");
        assertThat(cutError(with, 1))
                .isEqualTo("A stream shard can be cut, not joined with others: each partition has 2 already");
        assertThat(cutError(with, 0)).isEqualTo("shardsPerPartition must be between 1 and 1024");
        assertThat(cutError(with, 1_025)).isEqualTo("shardsPerPartition must be between 1 and 1024");
        assertThat(cutError(987_654, 1)).isEqualTo("Requested resource not found: Table: 987654 not found");
        assertThat(status("Whole")).isEqualTo("ACTIVE");
        assertThat(known("Whole").version()).isEqualTo(2);
        assertThat(streams("Whole").getFirst().shards()).hasSize(6);
    }

    @Test
    void streamsAndDescriptorsAreTheSameAfterARestart() {
        var own = TestingPostgres.freshDatabase();
        List<StreamDescriptor> before;
        TableDescriptor table;
        try (var first = TestingControlPlane.start(own, storage, Map.of())) {
            first.createTable("Restarted", "NEW_IMAGE");
            first.disableStream("Restarted");
            first.enableStream("Restarted", "OLD_IMAGE");
            before = first.streams("Restarted");
            table = known(first, "Restarted");
        }
        try (var second = TestingControlPlane.start(own, storage, Map.of())) {
            assertThat(second.catalog().streams()).hasSize(2).containsExactlyInAnyOrderElementsOf(before);
            assertThat(second.catalog().find(TestingControlPlane.ACCOUNT, "Restarted"))
                    .contains(table);
            assertThat(second.describe("Restarted")
                            .at("/StreamSpecification/StreamViewType")
                            .asString())
                    .isEqualTo("OLD_IMAGE");
        }
    }

    @Test
    void numberOfShardsIsASetting() {
        var own = TestingPostgres.freshDatabase();
        try (var other = TestingControlPlane.start(own, storage, Map.of("galena.control-plane.stream-shards", "3"))) {
            other.createTable("Three", "KEYS_ONLY");

            assertThat(other.streams("Three"))
                    .singleElement()
                    .satisfies(stream -> assertThat(stream.shards())
                            .extracting(StreamShardDescriptor::kafkaPartition)
                            .containsExactly(0, 2, 1, 3));
        }
    }

    @Test
    void descriptorsOfRealStreamsSurviveJson() {
        controlPlane.createTable("Json", "KEYS_ONLY");
        var table = storage.find("Json").orElseThrow();
        cut(table.id(), 2);
        var mapper = JsonMapper.builder().build();

        for (Object value : List.of(known("Json"), streams("Json").getFirst())) {
            assertThat(mapper.readValue(mapper.writeValueAsString(value), value.getClass()))
                    .isEqualTo(value);
        }
    }

    private FakeStorage blocked(CountDownLatch release) {
        var blocked = new FakeStorage();
        blocked.beforeApply = () -> TestingControlPlane.await(() -> release.getCount() == 0);
        return blocked;
    }

    private void cut(long tableId, int perPartition) {
        controlPlane
                .bean(InternalCalls.class)
                .call(CutStream.NAME, new CutStream.Request(tableId, perPartition), CutStream.Answer.class);
    }

    private String cutError(long tableId, int perPartition) {
        try {
            cut(tableId, perPartition);
            return "none";
        } catch (DynamoDbException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Optional<TableDescriptor> find(long id) {
        return controlPlane
                .bean(InternalCalls.class)
                .call(FindTable.NAME, FindTable.Request.numbered(id), FindTable.Answer.class)
                .table();
    }

    private TableDescriptor known(String name) {
        return known(controlPlane, name);
    }

    private static TableDescriptor known(TestingControlPlane controlPlane, String name) {
        return controlPlane
                .bean(InternalCalls.class)
                .call(
                        FindTable.NAME,
                        FindTable.Request.named(TestingControlPlane.ACCOUNT, name),
                        FindTable.Answer.class)
                .table()
                .orElseThrow();
    }

    private List<StreamDescriptor> streams(String table) {
        return controlPlane.streams(table);
    }

    private String status(String name) {
        return controlPlane.describe(name).get("TableStatus").asString();
    }
}
