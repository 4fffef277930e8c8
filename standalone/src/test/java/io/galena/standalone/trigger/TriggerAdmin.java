package io.galena.standalone.trigger;

import io.galena.standalone.TestingGalena;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.StringInputStream;

/** Sends requests to the REST API of functions, signed like those of an SDK. */
final class TriggerAdmin {
    private static final Set<String> NOT_TO_BE_SET = Set.of("Host", "Content-Length");

    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    TriggerAdmin(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Registers a function. */
    void put(String name, String kind, URI url, int timeoutSeconds) throws IOException, InterruptedException {
        var answer = send(
                SdkHttpMethod.PUT,
                "/galena/functions/" + name,
                "{\"Kind\": \"%s\", \"Url\": \"%s\", \"TimeoutInSeconds\": %d}".formatted(kind, url, timeoutSeconds),
                TestingGalena.SECRET_KEY);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
    }

    HttpResponse<String> send(SdkHttpMethod method, String path, String body, String secret)
            throws IOException, InterruptedException {
        var plain = SdkHttpRequest.builder()
                .method(method)
                .uri(endpoint.resolve(path))
                .putHeader("Content-Type", "application/json")
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(TestingGalena.ACCESS_KEY, secret))
                        .request(plain)
                        .payload(() -> new StringInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, TestingGalena.REGION));
        var request = HttpRequest.newBuilder(endpoint.resolve(path))
                .method(method.name(), HttpRequest.BodyPublishers.ofString(body));
        signed.request().headers().forEach((name, values) -> {
            if (!NOT_TO_BE_SET.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
