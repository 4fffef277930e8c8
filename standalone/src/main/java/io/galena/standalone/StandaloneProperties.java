package io.galena.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The options of standalone; each is a command-line option, a Spring property ({@code galena.data-dir}) and an environment
 * variable ({@code GALENA_DATA_DIR}).
 *
 * @param port the port of the API, 0 for any free one
 * @param bind the address to listen on
 * @param dataDir where the data lives; by default in the user's data directory
 * @param ephemeral whether the data is thrown away at the end
 * @param shards the number of shards; an existing data directory keeps the number that it has, and can get more
 * @param accessKey the root credential's access key; without it the one of the last start counts, and in a new data directory
 *     one that everyone knows
 * @param secretKey the secret that belongs to it
 * @param auth whether signatures are verified
 * @param kafkaPort where the embedded Kafka listens, on 127.0.0.1; 0 for any free port
 */
@ConfigurationProperties("galena")
record StandaloneProperties(
        @DefaultValue("8000") int port,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue Optional<String> dataDir,
        @DefaultValue("false") boolean ephemeral,
        @DefaultValue Optional<Integer> shards,
        @DefaultValue("us-east-1") String region,
        @DefaultValue Optional<String> accessKey,
        @DefaultValue Optional<String> secretKey,
        @DefaultValue("verify") Auth auth,
        @DefaultValue("0") int kafkaPort) {
    private static final int MAX_SHARDS = 64;

    StandaloneProperties {
        requirePort("port", port);
        requirePort("port of Kafka", kafkaPort);
        require(
                shards.isEmpty() || (shards.get() >= 1 && shards.get() <= MAX_SHARDS),
                "The number of shards must be between 1 and " + MAX_SHARDS + ".");
        require(region.matches("[a-z0-9-]{1,32}"), "The region '" + region + "' is not a region's name.");
        require(
                accessKey.isPresent() == secretKey.isPresent(),
                "The options --access-key and --secret-key go together.");
        require(
                accessKey.isEmpty() || accessKey.get().matches("[A-Za-z0-9_]{1,128}"),
                "The access key must be made of letters, digits and underscores.");
        require(secretKey.isEmpty() || !secretKey.get().isBlank(), "The secret key must not be empty.");
        require(!(ephemeral && dataDir.isPresent()), "Choose either --ephemeral or --data-dir.");
        require(
                isLoopback(bind) || auth == Auth.VERIFY,
                "With --auth none Galena listens on loopback only, not on " + bind + ".");
    }

    /** Whether signatures are verified, or any credentials accepted. */
    enum Auth {
        VERIFY,
        NONE
    }

    /** Whether only programs on this machine can reach us. */
    boolean isLoopback() {
        return isLoopback(bind);
    }

    private static void requirePort(String what, int port) {
        require(port >= 0 && port <= 65_535, "The " + what + " must be between 0 and 65535, not " + port + ".");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new StartFailure(message);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartFailure("The address '" + address + "' cannot be resolved.", e);
        }
    }
}
