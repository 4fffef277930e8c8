package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.Binary;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;

/** Requests to Kinesis in CBOR, as the SDKs for Java write them and as nobody should. */
class CborRequestTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_795_275_485_123L);
    private static final byte[] DATA = {0, (byte) 0xff, 'x'};

    @Test
    void membersAreReadAsFromJson() {
        var put = parse("kinesis:PutRecord", body -> {
            body.writeStringProperty("StreamName", "changes");
            body.writeName("Data");
            body.writeBinary(DATA);
            body.writeStringProperty("PartitionKey", "Schlüssel");
            body.writeNumberProperty("Unknown", 7);
        });
        var create = parse("kinesis:CreateStream", body -> {
            body.writeStringProperty("StreamName", "changes");
            body.writeNumberProperty("ShardCount", 3L);
            body.writeObjectPropertyStart("StreamModeDetails");
            body.writeStringProperty("StreamMode", "PROVISIONED");
            body.writeEndObject();
            body.writeObjectPropertyStart("Tags");
            body.writeStringProperty("a", "1");
            body.writeEndObject();
        });

        assertThat(put.string("StreamName")).contains("changes");
        assertThat(put.binary("Data")).contains(new Binary(DATA));
        assertThat(put.string("PartitionKey")).contains("Schlüssel");
        assertThat(put.has("ExplicitHashKey")).isFalse();
        assertThat(create.integer("ShardCount")).contains(3L);
        assertThat(create.structure("StreamModeDetails").orElseThrow().string("StreamMode"))
                .contains("PROVISIONED");
        assertThat(create.stringMap("Tags")).contains(Map.of("a", "1"));
    }

    @Test
    void timesAreMillisecondsInCborAndSecondsInJson() {
        var cbor = parse("kinesis:ListShards", body -> BodyFormat.writeTime("StreamCreationTimestamp", TIME, body));
        var json = TestingModel.parse("kinesis:ListShards", "{\"StreamCreationTimestamp\":1795275485.123}");

        assertThat(cbor.time("StreamCreationTimestamp")).contains(TIME);
        assertThat(json.time("StreamCreationTimestamp")).contains(TIME);
    }

    @Test
    void writtenTimesAreTagged() {
        var written = cbor(body -> BodyFormat.writeTime("T", TIME, body));

        assertThat(HexFormat.of().formatHex(written)).isEqualTo("bf" + "6154" + "c1" + "1b000001a1fec1efc3" + "ff");
    }

    @ParameterizedTest
    @CsvSource({"1e999, true", "-1e999, false", "9e300, true", "-1.5, false"})
    void timesFarAwayAreTimes(String seconds, boolean future) {
        var time = TestingModel.parse("kinesis:ListShards", "{\"StreamCreationTimestamp\":" + seconds + "}")
                .time("StreamCreationTimestamp")
                .orElseThrow();

        assertThat(time.isAfter(TIME)).isEqualTo(future);
        assertThat(time.toEpochMilli()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1 6a53747265616d4e616d65 6161",
                "bf 6a53747265616d4e616d65 7f 6161 ff ff",
                "bf 7f 6653747265616d 644e616d65 ff 6161 ff",
                "d9d9f7 a1 6a53747265616d4e616d65 6161",
                "b80 1 780a53747265616d4e616d65 7a00000001 61",
                "bf 6a53747265616d4e616d65 6161 6155 9f 82 f97e00 fb7ff0000000000000 ff 6156 5f 4100 4101 ff ff",
            })
    void everyFormThatSaysTheSameIsRead(String hex) {
        assertThat(parse("kinesis:DeleteStream", bytes(hex)).string("StreamName"))
                .contains("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1b8000000000000000   | 10000
            3b7fffffffffffffff   | 1
            fb7ff0000000000000   | 10000
            """)
    void numbersThatDoNotFitAreRefusedAsTooLargeOrTooSmall(String number, String bound) {
        assertThatThrownBy(() -> parse("kinesis:ListStreams", bytes("a1 654c696d6974" + number)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("equal to " + bound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a0 00",
                "ff",
                "bf",
                "a1",
                "a1 6161",
                "a1 01 02",
                "a1 4161 02",
                "bf 6161 ff",
                "80",
                "9f ff",
                "f6",
                "a1 6161 1c",
                "a1 6161 5b7fffffffffffffff 00",
                "a1 6161 5bffffffffffffffff 00",
                "a1 6161 7a7fffffff 00",
                "a1 6161 9b0000000100000000 00",
                "bb8000000000000000",
                "a1 6161 7f 4161 ff",
                "a1 6161 7f 7f 6161 ff ff",
                "a1 6161 62c328",
                "a1 6161 61c3",
                "a1 6161 63eda080",
                "a1 6161 f7",
                "a1 6161 f820",
                "a1 6161 e0",
                "a1 6161 c2 4101",
                "a1 6161 c4 82 1b7fffffffffffffff 01",
                "a1 6161 1f",
                "a1 6161 df 00",
                "d90100 a1 6161 d81900",
                "7b 22 61 22 3a 31 7d"
            })
    void whatIsNotOneObjectOfCborIsRefused(String hex) {
        assertRefused(bytes(hex));
    }

    @Test
    void referencesToEarlierTextsDoNotMakeMuchOfLittle() {
        var text = new byte[1_000_000];
        Arrays.fill(text, (byte) 'a');
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes("d90100 bf 675461674b657973 9f 7a 000f4240"));
        body.writeBytes(text);
        for (var reference = 0; reference < 1_000_000; reference++) {
            body.writeBytes(bytes("d81900"));
        }
        body.writeBytes(bytes("ff ff"));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertRefused(body.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "9f", "a1 6161", "bf 6161", "c1", "d9d9f7"})
    void endlessNestingIsRefusedSoon(String level) {
        var body = bytes("a1 6161" + level.repeat(500_000) + "00");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertRefused(body));
    }

    @Test
    void aThousandLevelsAreReadAndMoreRefused() {
        assertThat(parse("kinesis:ListStreams", bytes("a1 6161" + "81".repeat(990) + "00"))
                        .has("Limit"))
                .isFalse();
        assertRefused(bytes("a1 6161" + "81".repeat(1_010) + "00"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void changedRequestsAreReadOrRefused(byte[] good) {
        var random = new SplittableRandom(1);
        var operations = List.of(
                "kinesis:PutRecord", "kinesis:PutRecords", "kinesis:GetShardIterator", "kinesis:AddTagsToStream");
        for (var tried = 0; tried < 50_000; tried++) {
            var body = good.clone();
            for (var changes = random.nextInt(1, 4); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            var cut = random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
            try {
                parse(operations.get(random.nextInt(operations.size())), cut);
            } catch (DynamoDbException e) {
                assertThat(e.type()).isIn(ErrorType.SERIALIZATION, ErrorType.VALIDATION);
            }
        }
    }

    static List<byte[]> good() {
        return List.of(
                cbor(body -> {
                    body.writeArrayPropertyStart("Records");
                    for (var each = 0; each < 3; each++) {
                        body.writeStartObject();
                        body.writeName("Data");
                        body.writeBinary(DATA);
                        body.writeStringProperty("PartitionKey", "Schlüssel");
                        body.writeStringProperty("ExplicitHashKey", "12345");
                        body.writeEndObject();
                    }
                    body.writeEndArray();
                    body.writeStringProperty("StreamName", "changes");
                }),
                cbor(body -> {
                    body.writeStringProperty("StreamName", "changes");
                    body.writeStringProperty("ShardId", "shardId-000000000000");
                    body.writeStringProperty("ShardIteratorType", "AT_TIMESTAMP");
                    BodyFormat.writeTime("Timestamp", TIME, body);
                    body.writeNumberProperty("Number", 1.5);
                }),
                bytes(
                        "bf 7f 6653747265616d 644e616d65 ff 7f 6161 6162 ff 6454616773 a2 6161 6162 6163 7801 64 6461746161"
                                + "9f 5f 4100 41ff ff 1b7fffffffffffffff f93c00 ff ff"));
    }

    private static void assertRefused(byte[] body) {
        assertThatThrownBy(() -> parse("kinesis:RemoveTagsFromStream", body))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.SERIALIZATION));
    }

    private static Structure parse(String operation, Consumer<JsonGenerator> members) {
        return parse(operation, cbor(members));
    }

    private static Structure parse(String operation, byte[] body) {
        return TestingModel.MODEL.operation(operation).orElseThrow().parse(body, BodyFormat.CBOR);
    }

    private static byte[] cbor(Consumer<JsonGenerator> members) {
        var body = new ByteArrayOutputStream();
        try (var generator = BodyFormat.CBOR.generator(body)) {
            generator.writeStartObject();
            members.accept(generator);
            generator.writeEndObject();
        }
        return body.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
