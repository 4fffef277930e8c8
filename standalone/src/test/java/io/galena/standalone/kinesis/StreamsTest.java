package io.galena.standalone.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.standalone.TestingGalena;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

@ParameterizedClass
@EnumSource(BodyFormat.class)
class StreamsTest {
    private static final TestingGalena GALENA = TestingGalena.shared(1);

    private final BodyFormat format;

    StreamsTest(BodyFormat format) {
        this.format = format;
    }

    @Test
    void aStreamIsCreatedDescribedAndDeleted() throws Exception {
        try (var stream = stream(3)) {
            var arn = "arn:aws:kinesis:" + TestingGalena.REGION + ":000000000000:stream/" + stream.name;
            var described = stream.client
                    .describeStream(describe -> describe.streamARN(arn))
                    .streamDescription();

            assertThat(described.streamName()).isEqualTo(stream.name);
            assertThat(described.streamARN()).isEqualTo(arn);
            assertThat(described.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
            assertThat(described.retentionPeriodHours()).isEqualTo(24);
            assertThat(described.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
            assertThat(described.hasMoreShards()).isFalse();
            assertCoverAll(described.shards());
            var topic = topic(stream.name);
            awaitTopics(topics -> topics.contains(topic));
            assertThat(stream.client
                            .describeStreamSummary(describe -> describe.streamName(stream.name))
                            .streamDescriptionSummary()
                            .openShardCount())
                    .isEqualTo(3);

            stream.delete();

            assertThatThrownBy(stream::status)
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageStartingWith("Stream " + stream.name + " under account 000000000000 not found.");
            awaitTopics(topics -> !topics.contains(topic));
        }
    }

    @Test
    void aStreamOnDemandHasFourShards() throws InterruptedException {
        try (var stream = new TestingKinesis(client(), "on-demand-" + format)) {
            stream.client.createStream(create ->
                    create.streamName(stream.name).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
            stream.awaitActive();

            assertCoverAll(stream.client
                    .listShards(list -> list.streamName(stream.name))
                    .shards());
            assertThat(stream.client
                            .listShards(list -> list.streamName(stream.name))
                            .shards())
                    .hasSize(4);
            assertThatThrownBy(() -> stream.create(1))
                    .isInstanceOf(ResourceInUseException.class)
                    .hasMessageStartingWith("Stream " + stream.name + " under account 000000000000 already exists.");
        }
    }

    @Test
    void shardsAndStreamsAreListedAPageAtATime() throws InterruptedException {
        try (var stream = stream(5);
                var other = stream(1)) {
            var client = stream.client;
            var first = client.listShards(list -> list.streamName(stream.name).maxResults(3));
            var rest = client.listShards(list -> list.nextToken(first.nextToken()));
            var behind = client.listShards(list -> list.streamName(stream.name)
                    .shardFilter(filter ->
                            filter.type(ShardFilterType.AFTER_SHARD_ID).shardId(TestingKinesis.shard(3))));
            var described = client.describeStream(
                            describe -> describe.streamName(stream.name).limit(2))
                    .streamDescription();

            assertThat(ids(first.shards())).containsExactly(id(0), id(1), id(2));
            assertThat(ids(rest.shards())).containsExactly(id(3), id(4));
            assertThat(rest.nextToken()).isNull();
            assertThat(ids(behind.shards())).containsExactly(id(4));
            assertThat(ids(described.shards())).containsExactly(id(0), id(1));
            assertThat(described.hasMoreShards()).isTrue();
            assertThat(client.listStreamsPaginator(list -> list.limit(1)).streamNames().stream()
                            .toList())
                    .contains(stream.name, other.name)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theTopicKeepsRecordsForAsLongAsTheStream() throws Exception {
        try (var stream = stream(1)) {
            stream.client.increaseStreamRetentionPeriod(
                    increase -> increase.streamName(stream.name).retentionPeriodHours(8760));
            awaitRetention(stream.name, 8760);

            stream.client.decreaseStreamRetentionPeriod(
                    decrease -> decrease.streamName(stream.name).retentionPeriodHours(72));
            awaitRetention(stream.name, 72);

            assertThat(stream.client
                            .describeStream(describe -> describe.streamName(stream.name))
                            .streamDescription()
                            .retentionPeriodHours())
                    .isEqualTo(72);
        }
    }

    @Test
    void tagsAreKept() throws InterruptedException {
        try (var stream = stream(1)) {
            stream.client.addTagsToStream(
                    add -> add.streamName(stream.name).tags(Map.of("a", "1", "b", "2", "c", "3")));
            stream.client.removeTagsFromStream(
                    remove -> remove.streamName(stream.name).tagKeys("b", "x"));

            var first = stream.client.listTagsForStream(
                    list -> list.streamName(stream.name).limit(1));

            assertThat(first.tags()).containsExactly(tag("a", "1"));
            assertThat(first.hasMoreTags()).isTrue();
            assertThat(stream.client
                            .listTagsForStream(
                                    list -> list.streamName(stream.name).exclusiveStartTagKey("a"))
                            .tags())
                    .containsExactly(tag("c", "3"));
        }
    }

    @Test
    void whatIsNotServedIsToldByItsName() {
        try (KinesisClient client = client()) {
            assertThatThrownBy(() -> client.splitShard(
                            split -> split.streamName("s").shardToSplit(id(0)).newStartingHashKey("1")))
                    .isInstanceOfSatisfying(KinesisException.class, error -> {
                        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                        assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo("Galena does not serve the operation SplitShard of Kinesis Data Streams.");
                        assertThat(error.statusCode()).isEqualTo(400);
                    });
        }
    }

    private TestingKinesis stream(int shards) throws InterruptedException {
        return TestingKinesis.create(GALENA.endpoint(), format, shards);
    }

    private KinesisClient client() {
        return TestingKinesis.client(GALENA.endpoint(), format);
    }

    private static void assertCoverAll(List<Shard> shards) {
        var next = BigInteger.ZERO;
        for (var shard : shards) {
            assertThat(shard.hashKeyRange().startingHashKey()).isEqualTo(next.toString());
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("[1-9][0-9]*");
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
            next = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(BigInteger.TWO.pow(128));
    }

    private static void awaitRetention(String name, int hours) throws Exception {
        var topic = topic(name);
        var wanted = Long.toString(hours * 3_600_000L);
        for (var tried = 0; !wanted.equals(retention(topic)); tried++) {
            assertThat(tried).as("until the topic keeps records so long").isLessThan(3000);
            Thread.sleep(20);
        }
    }

    private static String topic(String name) {
        return GALENA.bean(Catalog.class).kinesisStreams().stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow()
                .topic();
    }

    private static String retention(String topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = GALENA.bean(KafkaClients.class).admin()) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get("retention.ms")
                    .value();
        }
    }

    /** The broker may answer with what it knew a moment ago. */
    private static void awaitTopics(Predicate<List<String>> wanted) throws ExecutionException, InterruptedException {
        for (var tried = 0; !wanted.test(topics()); tried++) {
            assertThat(tried).as("until the topics are as wanted").isLessThan(1000);
            Thread.sleep(20);
        }
    }

    private static List<String> topics() throws ExecutionException, InterruptedException {
        try (var admin = GALENA.bean(KafkaClients.class).admin()) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static List<String> ids(List<Shard> shards) {
        return shards.stream().map(Shard::shardId).toList();
    }

    private static String id(int shard) {
        return TestingKinesis.shard(shard);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
