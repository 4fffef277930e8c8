package io.galena.standalone.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.gateway.route.OwningService;
import io.galena.standalone.TestingGalena;
import io.galena.standalone.coverage.ResourceLine;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/**
 * Requests made from the ones that the coverage test holds against the API model: together those carry every member of every
 * operation served, so what is changed here and there gets deep.
 */
final class HostileRequests {
    /** Has a sort key {@code s} and a local index on {@code c}; the other tables have a partition key only. */
    static final String TWO_KEYS = "two-keys";
    /** Is created and deleted now and then. */
    static final String NOT_THERE = "not-there";

    private static final String KINESIS = "kinesis:";

    private static final String COVERAGE = "/io/galena/standalone/coverage/requests.txt";
    private static final String OWN = "/io/galena/standalone/hostile/requests.txt";
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final RandomGenerator random;
    private final URI endpoint;
    private final List<Seed> seeds;
    private final JsonMutation mutation;
    // Lone surrogates can be written as escapes only.
    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .build();

    private final CBORMapper cbor = CBORMapper.builder(CBORFactory.builder()
                    .enable(CBORWriteFeature.LENIENT_UTF_ENCODING)
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .build();

    private record Seed(String operation, ObjectNode body) {}

    /**
     * A request as bytes.
     *
     * @param format that of its body, and of the answer
     * @param form what is wrong with it, for the message of a failure
     */
    record Request(String operation, BodyFormat format, String form, byte[] bytes) {}

    /** Makes requests that name these tables, mostly. */
    HostileRequests(RandomGenerator random, URI endpoint, List<String> tables) {
        this.random = random;
        this.endpoint = endpoint;
        this.seeds = Stream.of(COVERAGE, OWN)
                .flatMap(resource -> ResourceLine.read(resource).stream())
                .flatMap(line -> tables.stream()
                        .filter(table -> !line.word().equals("DeleteTable") || table.equals(NOT_THERE))
                        .map(table -> seed(line, table)))
                .toList();
        this.mutation =
                new JsonMutation(random, mapper, seeds.stream().map(Seed::body).toList());
    }

    private Seed seed(ResourceLine line, String table) {
        var json = line.rest()
                .replace("\"table\"", "\"" + table + "\"")
                .replace("us-east-1:000000000000:table/table", TestingGalena.REGION + ":000000000000:table/" + table)
                .replace("us-east-1:000000000000:stream/", TestingGalena.REGION + ":000000000000:stream/");
        if (table.equals(TWO_KEYS)) {
            json = json.replace("{\"a\":{\"S\":\"x\"}", "{\"a\":{\"S\":\"x\"},\"s\":{\"S\":\"y\"}");
        }
        return new Seed(line.word(), (ObjectNode) mapper.readTree(json));
    }

    /** The next request: signed, but with a body that no client would send. */
    Request next() {
        var seed = seeds.get(random.nextInt(seeds.size()));
        var json = seed.body().deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutation.change(json);
        }
        var format = seed.operation().startsWith(KINESIS) && random.nextBoolean() ? BodyFormat.CBOR : BodyFormat.JSON;
        var body = format == BodyFormat.CBOR ? cbor.writeValueAsBytes(json) : mapper.writeValueAsBytes(json);
        if (random.nextInt(3) > 0) {
            return new Request(seed.operation(), format, "changed members", signed(seed.operation(), format, body));
        }
        var changed = random.nextInt(20) == 0 ? nested(format) : ByteMutation.change(body, random);
        return new Request(seed.operation(), format, "changed bytes", signed(seed.operation(), format, changed));
    }

    /** A request that is in order, but for its length: the client says that much more or less. */
    Request wrongLength(int difference) {
        var seed = seeds.get(random.nextInt(seeds.size()));
        var body = mapper.writeValueAsBytes(seed.body());
        return new Request(
                seed.operation(),
                BodyFormat.JSON,
                "wrong length",
                signed(seed.operation(), BodyFormat.JSON, body, Math.max(0, body.length + difference)));
    }

    /** A request in order whose authorization is garbage: it may do nothing. */
    Request wrongAuthorization(String table) {
        var line = ResourceLine.read(COVERAGE);
        var seed = seed(line.get(random.nextInt(line.size())), table);
        var body = mapper.writeValueAsBytes(seed.body());
        var signed = signed(seed.operation(), BodyFormat.JSON, body);
        var text = new String(signed, ISO_8859_1);
        int start = text.indexOf("Authorization: ") + "Authorization: ".length();
        int end = text.indexOf("\r\n", start);
        var changed = ByteMutation.changeText(text.substring(start, end), random);
        return new Request(
                seed.operation(),
                BodyFormat.JSON,
                "wrong authorization " + changed,
                (text.substring(0, start) + changed + text.substring(end)).getBytes(ISO_8859_1));
    }

    /** What is hardly HTTP. */
    Request garbage() {
        var seed = seeds.get(random.nextInt(seeds.size()));
        var body = mapper.writeValueAsBytes(seed.body());
        var bytes = signed(seed.operation(), BodyFormat.JSON, body);
        if (random.nextInt(4) == 0) {
            bytes = new byte[random.nextInt(1, 2_000)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt();
            }
        } else {
            int head = bytes.length - body.length;
            var changed = ByteMutation.change(Arrays.copyOf(bytes, head), random);
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(changed);
            whole.writeBytes(body);
            bytes = whole.toByteArray();
        }
        return new Request(seed.operation(), BodyFormat.JSON, "garbage", bytes);
    }

    private byte[] nested(BodyFormat format) {
        int levels = random.nextInt(500, 200_000);
        if (format == BodyFormat.CBOR) {
            var lists = new byte[levels];
            Arrays.fill(lists, (byte) 0x81);
            return lists;
        }
        return ("{\"Item\":" + "{\"M\":".repeat(levels) + "}".repeat(random.nextInt(2) * levels) + "}").getBytes(UTF_8);
    }

    private static String target(String operation) {
        if (operation.startsWith(KINESIS)) {
            return "Kinesis_20131202." + operation.substring(KINESIS.length());
        }
        var streams = OwningService.STREAM.operations().contains(operation);
        return (streams ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
    }

    private byte[] signed(String operation, BodyFormat format, byte[] body) {
        return signed(operation, format, body, body.length);
    }

    private byte[] signed(String operation, BodyFormat format, byte[] body, int length) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("X-Amz-Target", target(operation))
                .putHeader(
                        "Content-Type",
                        format == BodyFormat.CBOR ? "application/x-amz-cbor-1.1" : "application/x-amz-json-1.0")
                .build();
        var signed = SIGNER.sign(signing -> signing.identity(
                                AwsCredentialsIdentity.create(TestingGalena.ACCESS_KEY, TestingGalena.SECRET_KEY))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(
                                AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                operation.startsWith(KINESIS) ? "kinesis" : "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, TestingGalena.REGION))
                .request();
        var head = new StringBuilder("POST / HTTP/1.1\r\n");
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length")) {
                head.append(name).append(": ").append(values.getFirst()).append("\r\n");
            }
        });
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
