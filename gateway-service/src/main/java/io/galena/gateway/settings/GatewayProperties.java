package io.galena.gateway.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The gateway's configuration.
 *
 * @param port the port of the public listener, 0 for any free one
 * @param bind the address that it listens on
 * @param auth whether signatures are verified
 * @param allowedHosts names besides loopback's under which clients may address a gateway that does not verify signatures
 * @param allowedOrigins origins of web pages whose scripts may call, where {@code *} stands for any
 *     characters and {@code :[*]} for any port
 * @param clientTimeout how long a client may be silent within a request, or not take its answer
 * @param bodyTimeout how long a client may take to send a body
 * @param bodyMemory memory for the bodies of all requests in flight, and as much again for those of their answers, at least
 *     64 MB; a quarter of the heap if not set
 * @param keepAlive how long an idle connection is kept
 * @param maxConnections connections at once, more of which wait
 * @param maxRequests requests of clients at once, not counting those whose bodies are still to come; more are throttled
 * @param internal the internal listener, which only a distributed deployment has
 * @param services where the services are; none, if they live in this process
 * @param serviceTimeout how long a service in another process may take to answer
 * @param maxConcurrentRequests requests at once to a service in another process, more of which are throttled
 */
@ConfigurationProperties("galena.gateway")
public record GatewayProperties(
        @DefaultValue("8000") int port,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("verify") Auth auth,
        @DefaultValue List<String> allowedHosts,

        @DefaultValue({
            "http://localhost:[*]",
            "https://localhost:[*]",
            "http://127.0.0.1:[*]",
            "https://127.0.0.1:[*]",
            "http://[::1]:[*]",
            "https://[::1]:[*]"
        })
        List<String> allowedOrigins,

        @DefaultValue("20s") Duration clientTimeout,
        @DefaultValue("60s") Duration bodyTimeout,
        @DefaultValue Optional<DataSize> bodyMemory,
        @DefaultValue("65s") Duration keepAlive,
        @DefaultValue("10000") int maxConnections,
        @DefaultValue("2048") int maxRequests,
        @DefaultValue Internal internal,
        @DefaultValue Map<String, Service> services,
        @DefaultValue("60s") Duration serviceTimeout,
        @DefaultValue("1024") int maxConcurrentRequests) {
    /** Room for the largest body, compressed and decompressed. */
    private static final DataSize LEAST_BODY_MEMORY = DataSize.ofMegabytes(64);

    public GatewayProperties {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
        services = Map.copyOf(services);
        requirePort(port);
        require(clientTimeout.isPositive(), "client-timeout must be positive");
        require(bodyTimeout.isPositive(), "body-timeout must be positive");
        require(
                bodyMemory.map(LEAST_BODY_MEMORY::compareTo).orElse(0) <= 0,
                "body-memory must be at least " + LEAST_BODY_MEMORY.toMegabytes() + "MB");
        require(keepAlive.isPositive(), "keep-alive must be positive");
        require(serviceTimeout.isPositive(), "service-timeout must be positive");
        require(maxConnections > 0, "max-connections must be positive");
        require(maxRequests > 0, "max-requests must be positive");
        require(maxConcurrentRequests > 0, "max-concurrent-requests must be positive");
    }

    /** Whether signatures are verified, or any credentials accepted. */
    public enum Auth {
        VERIFY,
        NONE
    }

    /**
     * The listener for the deployment's own processes.
     *
     * @param port its port, 0 for any free one
     * @param bind the address that it listens on
     */
    public record Internal(
            @DefaultValue("0") int port,
            @DefaultValue("127.0.0.1") String bind) {
        public Internal {
            requirePort(port);
        }
    }

    /** A service in another process. */
    public record Service(URI url) {}

    /** Where that service is, if it is in another process. */
    public Optional<URI> serviceUrl(String service) {
        return Optional.ofNullable(services.get(service)).map(Service::url);
    }

    /** How many bytes the bodies of all requests in flight may take. */
    public long bodyBytes() {
        return bodyMemory
                .map(DataSize::toBytes)
                .orElseGet(() -> Math.max(
                        LEAST_BODY_MEMORY.toBytes(), Runtime.getRuntime().maxMemory() / 4));
    }

    private static void requirePort(int port) {
        require(port >= 0 && port <= 65_535, "port must be between 0 and 65535");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("galena.gateway: " + message);
        }
    }
}
