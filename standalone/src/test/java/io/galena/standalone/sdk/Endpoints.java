package io.galena.standalone.sdk;

import io.galena.standalone.TestingGalena;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The endpoints to test: a Galena with one shard and one with three, or the one that a system property names. */
final class Endpoints implements ArgumentsProvider {
    private static final String PROPERTY = "galena.sdk.endpoint";

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        var all = context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(Endpoints.class))
                .computeIfAbsent(All.class, _ -> All.open(), All.class);
        return all.endpoints().stream().map(Arguments::of);
    }

    /** Those of a test run, which end with it. */
    private record All(List<Endpoint> endpoints) implements AutoCloseable {
        static All open() {
            return new All(Optional.ofNullable(System.getProperty(PROPERTY))
                    .map(address -> List.of(other(URI.create(address))))
                    .orElseGet(() -> Stream.of(1, 3).map(All::galena).toList()));
        }

        private static Endpoint galena(int shards) {
            var galena = TestingGalena.shared(shards);
            return new Endpoint(
                    "shards=" + shards,
                    galena.client(All::withoutRetries),
                    TestingGalena.streams(galena.endpoint(), All::withoutRetries));
        }

        private static Endpoint other(URI address) {
            var client = DynamoDbClient.builder().endpointOverride(address);
            var streams = DynamoDbStreamsClient.builder().endpointOverride(address);
            withoutRetries(client);
            withoutRetries(streams);
            return new Endpoint(address.toString(), client.build(), streams.build());
        }

        /** A failure that trying again mends is a failure. */
        private static void withoutRetries(SdkClientBuilder<?, ?> builder) {
            builder.overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        }

        @Override
        public void close() {
            endpoints.forEach(Endpoint::close);
        }
    }
}
