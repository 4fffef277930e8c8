package io.galena.gateway.route;

import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.transport.AnswerResponse;
import io.galena.kit.transport.InternalHeaders;
import io.galena.kit.transport.InternalProperties;
import io.galena.kit.transport.Target;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * How the gateway's proxy routes send a request on. Of what the client sent only the body goes on, which is in memory
 * already; target and caller go as the gateway found them, with the internal token. A request is sent once: it may not be
 * repeatable.
 */
final class ServiceExchange implements ProxyExchange {
    private final InternalProperties internal;
    private final Duration timeout;
    // In a deployment of one process it is never needed.
    private final SingletonSupplier<HttpClient> client;

    /**
     * Makes an exchange, which opens connections when it first needs them.
     *
     * @param timeout how long a service may take to answer
     */
    ServiceExchange(InternalProperties internal, Duration timeout) {
        this.internal = internal;
        this.timeout = timeout;
        this.client = SingletonSupplier.of(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(internal.connectTimeout())
                .build());
    }

    @Override
    public ServerResponse exchange(Request request) {
        var admitted = AdmittedRequest.of(request.getServerRequest().servletRequest());
        try {
            var response = send(admitted, Objects.requireNonNull(request.getUri(), "The route names no URI"));
            var body = response.body();
            return new AnswerResponse(new OperationAnswer(response.statusCode(), body, body.length), admitted.writer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> send(AdmittedRequest admitted, URI uri) throws IOException {
        var caller = admitted.caller();
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", admitted.protocol().contentType())
                .header(Target.HEADER, admitted.target().header())
                .header(InternalHeaders.TOKEN, internal.requireToken().reveal())
                .header(InternalHeaders.ACCOUNT, caller.account())
                .header(InternalHeaders.REGION, caller.region())
                .header(InternalHeaders.ACCESS_KEY, caller.accessKeyId())
                .header(InternalHeaders.REQUEST_ID, caller.requestId())
                .POST(HttpRequest.BodyPublishers.ofByteArray(admitted.body()))
                .build();
        try {
            return client.obtain().send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new ServiceUnreachableException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
