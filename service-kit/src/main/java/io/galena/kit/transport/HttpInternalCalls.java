package io.galena.kit.transport;

import io.galena.kit.operation.ErrorJson;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.operation.Protocol;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls internal operations over HTTP, through the gateway's internal listener. A call is sent once: whether to repeat one of
 * unknown outcome is for its caller to say. Safe for use by many threads.
 */
final class HttpInternalCalls implements InternalCalls, AutoCloseable {
    private final URI url;
    private final String token;
    private final Duration timeout;
    private final HttpClient client;
    private final JsonMapper json = JsonMapper.builder().build();

    HttpInternalCalls(URI url, InternalProperties properties) {
        this.url = url;
        this.token = properties.requireToken().reveal();
        this.timeout = properties.timeout();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build();
    }

    @Override
    public <A> A call(String operation, Object request, Class<A> answerType) {
        var response = send(HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header(Target.HEADER, new Target(Target.Api.INTERNAL, operation).header())
                .header(InternalHeaders.TOKEN, token)
                .header("Content-Type", Protocol.DYNAMODB.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(request)))
                .build());
        return switch (response.statusCode()) {
            case 200 -> read(response.body(), answerType);
            case 400, 500 -> throw ErrorJson.read(response.body());
            default ->
                throw new UncheckedIOException(
                        new IOException("No answer from the service: status " + response.statusCode()));
        };
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }

    private <A> A read(byte[] body, Class<A> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException("The answer is not the JSON of this operation", e));
        }
    }

    /** Ends the connections; calls under way fail. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
