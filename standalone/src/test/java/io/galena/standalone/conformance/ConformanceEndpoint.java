package io.galena.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.standalone.TestingGalena;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Something that speaks DynamoDB's protocol: signs a request, sends it as it is, and hands back what was answered. */
final class ConformanceEndpoint implements AutoCloseable {
    private static final String KINESIS = "kinesis:";
    private static final Set<String> STREAMS =
            Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");

    /** Headers that the HTTP client sets by itself, to the same values. */
    private static final Set<String> AUTOMATIC = Set.of("Host", "Content-Length");

    private final URI address;
    private final AwsCredentials credentials;
    private final String region;
    private final Runnable end;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    private ConformanceEndpoint(URI address, AwsCredentials credentials, String region, Runnable end) {
        this.address = address;
        this.credentials = credentials;
        this.region = region;
        this.end = end;
    }

    /** A Galena for the caller alone. */
    static ConformanceEndpoint galena(int shards) {
        var galena = TestingGalena.start(Map.of("galena.ephemeral", "true", "galena.shards", Integer.toString(shards)));
        return new ConformanceEndpoint(
                galena.endpoint(),
                AwsBasicCredentials.create(TestingGalena.ACCESS_KEY, TestingGalena.SECRET_KEY),
                TestingGalena.REGION,
                galena::close);
    }

    /** Any other DynamoDB, called with the SDK's default credentials and region. */
    static ConformanceEndpoint other(URI address) {
        var region = DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        try (var credentials = DefaultCredentialsProvider.builder().build()) {
            return new ConformanceEndpoint(address, credentials.resolveCredentials(), region, () -> {});
        }
    }

    /** What was answered. */
    record Answer(int status, String body) {}

    String region() {
        return region;
    }

    Answer call(String operation, String request) {
        var body = request.getBytes(UTF_8);
        var kinesis = operation.startsWith(KINESIS);
        var target = kinesis
                ? "Kinesis_20131202." + operation.substring(KINESIS.length())
                : (STREAMS.contains(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") + operation;
        var unsigned = SdkHttpRequest.builder()
                .uri(address)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", kinesis ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", target)
                .build();
        var signed = signer.sign(signing -> signing.identity(credentials)
                .request(unsigned)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, kinesis ? "kinesis" : "dynamodb")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var http = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.request().headers().forEach((name, values) -> add(http, name, values));
        try {
            var answer = client.send(http.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + operation + " was answered", e);
        }
    }

    private static void add(HttpRequest.Builder http, String name, List<String> values) {
        if (!AUTOMATIC.contains(name)) {
            values.forEach(value -> http.header(name, value));
        }
    }

    @Override
    public void close() {
        client.close();
        end.run();
    }
}
