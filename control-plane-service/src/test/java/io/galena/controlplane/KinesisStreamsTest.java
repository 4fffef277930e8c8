package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.controlplane.TestingControlPlane.Answer;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.kit.operation.InternalCalls;
import io.galena.postgres.testing.TestingPostgres;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinesisStreamsTest {
    private static final String TOPIC = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String OTHER_TOPIC = "BBBBBBBBBBBBBBBBBBBBBB";

    private static String database;
    private static TestingControlPlane plane;

    @BeforeAll
    static void start() {
        database = TestingPostgres.freshDatabase();
        plane = TestingControlPlane.start(database, new FakeStorage(), Map.of());
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void aStreamIsActiveWhenItsTopicIsThereAndGoneWhenThatIsGone() {
        plane.call("kinesis:CreateStream", "{'StreamName': 'life', 'ShardCount': 2}");
        assertThat(status("life")).isEqualTo("CREATING");

        report("life", 0, Optional.of(TOPIC));
        assertThat(status("life")).isEqualTo("ACTIVE");
        TestingControlPlane.await(() -> plane.catalog().kinesisStreams().stream()
                .anyMatch(stream -> stream.name().equals("life") && stream.active()));

        plane.call("kinesis:DeleteStream", "{'StreamName': 'life'}");
        assertThat(status("life")).isEqualTo("DELETING");
        assertThat(report("life", 0, Optional.of(TOPIC)))
                .hasValueSatisfying(stream -> assertThat(stream.status()).isEqualTo(KinesisStreamStatus.DELETING));

        assertThat(report("life", 0, Optional.empty())).isEmpty();
        assertError(
                plane.send("kinesis:DescribeStream", "{'StreamName': 'life'}"),
                "ResourceNotFoundException",
                "Stream life under account 000000000000 not found.");
        TestingControlPlane.await(() -> plane.catalog().kinesisStreams().stream()
                .noneMatch(stream -> stream.name().equals("life")));
    }

    @Test
    void reportsThatComeTwiceOrLateChangeNothing() {
        plane.call("kinesis:CreateStream", "{'StreamName': 'late', 'ShardCount': 1}");
        report("late", 0, Optional.of(TOPIC));

        assertThat(report("late", 0, Optional.of(TOPIC)).orElseThrow().generation())
                .isEqualTo(0);
        assertThat(report("late", 0, Optional.empty()).orElseThrow().status()).isEqualTo(KinesisStreamStatus.ACTIVE);
        assertThat(report("late", 0, Optional.of(OTHER_TOPIC)).orElseThrow().generation())
                .isEqualTo(1);
        var late = report("late", 0, Optional.of(TOPIC)).orElseThrow();
        assertThat(late.topicId()).contains(OTHER_TOPIC);
        assertThat(late.generation()).isEqualTo(1);
        assertThat(call(new ReportKinesisTopic.Request(1L << 40, 0, Optional.of(TOPIC))))
                .isEmpty();
    }

    @Test
    void aNameIsFreeAgainForAStreamWithAnotherNumber() {
        plane.call("kinesis:CreateStream", "{'StreamName': 'again', 'ShardCount': 1}");
        report("again", 0, Optional.of(TOPIC));
        var first = find("again").orElseThrow();
        plane.call("kinesis:DeleteStream", "{'StreamName': 'again'}");
        assertError(
                plane.send("kinesis:CreateStream", "{'StreamName': 'again', 'ShardCount': 1}"),
                "ResourceInUseException",
                "Stream again under account 000000000000 already exists.");
        report("again", 0, Optional.empty());

        plane.call("kinesis:CreateStream", "{'StreamName': 'again', 'ShardCount': 1}");

        assertThat(find("again").orElseThrow().id()).isGreaterThan(first.id());
    }

    @Test
    void ofTwoControlPlanesOneCreatesTheStreamAndOneDeletesIt() throws Exception {
        try (var other = TestingControlPlane.start(database, new FakeStorage(), Map.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 20; round++) {
                var name = "two-" + round;
                var create = "{'StreamName': '" + name + "', 'ShardCount': 1}";
                var one = threads.submit(() -> plane.send("kinesis:CreateStream", create));
                var two = threads.submit(() -> other.send("kinesis:CreateStream", create));
                assertOneOf(one, two, "already exists.");

                var delete = "{'StreamName': '" + name + "'}";
                one = threads.submit(() -> plane.send("kinesis:DeleteStream", delete));
                two = threads.submit(() -> other.send("kinesis:DeleteStream", delete));
                assertOneOf(one, two, "not ACTIVE, instead in state DELETING");
            }
        }
    }

    private static void assertOneOf(Future<Answer> one, Future<Answer> two, String otherwise)
            throws ExecutionException, InterruptedException {
        var answers = new ArrayList<Answer>();
        answers.add(one.get());
        answers.add(two.get());
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.type()).isEqualTo("ResourceInUseException");
                    assertThat(answer.message()).endsWith(otherwise);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Increase | 23   | Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.
            Increase | 8761 | Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.
            Increase | 24   | Requested retention period (24 hours) for stream kept can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.
            Decrease | 49   | Requested retention period (49 hours) for stream kept can not be longer than existing retention period (48 hours). Use IncreaseRetentionPeriod API.
            """)
    void retentionGoesUpAndDownWithinBounds(String direction, int hours, String message) {
        if (find("kept").isEmpty()) {
            plane.call("kinesis:CreateStream", "{'StreamName': 'kept', 'ShardCount': 1}");
            report("kept", 0, Optional.of(TOPIC));
        }
        plane.call("kinesis:IncreaseStreamRetentionPeriod", "{'StreamName': 'kept', 'RetentionPeriodHours': 8760}");
        plane.call("kinesis:DecreaseStreamRetentionPeriod", "{'StreamName': 'kept', 'RetentionPeriodHours': 48}");

        var answer = plane.send(
                "kinesis:" + direction + "StreamRetentionPeriod",
                "{'StreamName': 'kept', 'RetentionPeriodHours': " + hours + "}");

        assertError(answer, "InvalidArgumentException", message);
        assertThat(find("kept").orElseThrow().retentionHours()).isEqualTo(48);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CreateStream   | {'StreamName': 'a b', 'ShardCount': 1} | ValidationException | 1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            CreateStream   | {'StreamName': 'a', 'ShardCount': 0} | ValidationException | 1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1
            CreateStream   | {'ShardCount': 1} | ValidationException | 1 validation error detected: Value null at 'streamName' failed to satisfy constraint: Member must not be null
            CreateStream   | {'StreamName': 'a'} | ValidationException | ShardCount must be specified for streams in PROVISIONED mode.
            CreateStream   | {'StreamName': 'a', 'ShardCount': 1, 'StreamModeDetails': {'StreamMode': 'ON_DEMAND'}} | ValidationException | ShardCount must not be specified for streams in ON_DEMAND mode.
            CreateStream   | {'StreamName': 'a', 'ShardCount': 1, 'Tags': {'aws:x': 'y'}} | InvalidArgumentException | Tag keys starting with 'aws:' are reserved for system use: aws:x
            DescribeStream | {} | InvalidArgumentException | Either StreamName or StreamARN must be specified.
            DescribeStream | {'StreamName': 'none', 'StreamARN': 'arn:aws:kinesis:us-east-1:000000000000:stream/other'} | InvalidArgumentException | StreamName and StreamARN do not name the same stream.
            DescribeStream | {'StreamARN': 'arn:aws:kinesis:us-east-1:999999999999:stream/none'} | ResourceNotFoundException | Stream none under account 999999999999 not found.
            DescribeStream | {'StreamARN': 'arn:aws:kinesis:eu-west-1:000000000000:stream/none'} | ResourceNotFoundException | Stream none under account 000000000000 not found.
            DeleteStream   | {'StreamName': 'none'} | ResourceNotFoundException | Stream none under account 000000000000 not found.
            ListShards     | {'NextToken': 'x'} | InvalidArgumentException | Invalid NextToken.
            ListShards     | {'NextToken': 'c2hhcmRzL2xpZmUvMS8xLzE', 'StreamName': 'x'} | ExpiredNextTokenException | NextToken expired. It was created at 1970-01-01T00:00:00.001Z, more than 300 seconds ago.
            ListShards     | {'StreamName': 'x', 'ShardFilter': {'Type': 'AFTER_SHARD_ID'}} | InvalidArgumentException | ShardFilter of the type AFTER_SHARD_ID must have a ShardId.
            """)
    void badRequestsAreRefused(String operation, String request, String type, String message) {
        assertError(plane.send("kinesis:" + operation, request), type, message);
    }

    @Test
    void anAccountHasSoManyShardsAtMost() {
        var answer = plane.send("kinesis:CreateStream", "{'StreamName': 'large', 'ShardCount': 501}");

        assertThat(answer.type()).isEqualTo("LimitExceededException");
        assertThat(answer.message())
                .startsWith("This request would exceed the shard limit for the account 000000000000 in us-east-1.")
                .endsWith("Limit: 500. Number of additional shards that would have resulted from this request: 501.");
        assertThat(find("large")).isEmpty();
    }

    private static void assertError(Answer answer, String type, String message) {
        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(400);
    }

    private static String status(String name) {
        return plane.call("kinesis:DescribeStreamSummary", "{'StreamName': '" + name + "'}")
                .at("/StreamDescriptionSummary/StreamStatus")
                .asString();
    }

    private static Optional<KinesisStreamDescriptor> report(String name, long generation, Optional<String> topic) {
        return call(new ReportKinesisTopic.Request(find(name).orElseThrow().id(), generation, topic));
    }

    private static Optional<KinesisStreamDescriptor> call(ReportKinesisTopic.Request request) {
        return plane
                .bean(InternalCalls.class)
                .call(ReportKinesisTopic.NAME, request, ReportKinesisTopic.Answer.class)
                .stream();
    }

    private static Optional<KinesisStreamDescriptor> find(String name) {
        var request = new FindKinesisStream.Request(TestingControlPlane.ACCOUNT, name, 0);
        return plane
                .bean(InternalCalls.class)
                .call(FindKinesisStream.NAME, request, FindKinesisStream.Answer.class)
                .stream();
    }
}
