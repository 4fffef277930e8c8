package io.galena.standalone.conformance;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All conformance cases: on a Galena with one shard and on one with three, or on another endpoint. */
class ConformanceTest {
    private static final Optional<URI> OTHER =
            Optional.ofNullable(System.getProperty("galena.sdk.endpoint")).map(URI::create);

    @TestFactory
    Stream<DynamicTest> onOneShard() throws Exception {
        return OTHER.isPresent() ? Stream.empty() : on(ConformanceEndpoint.galena(1));
    }

    @TestFactory
    Stream<DynamicTest> onThreeShards() throws Exception {
        return OTHER.isPresent() ? Stream.empty() : on(ConformanceEndpoint.galena(3));
    }

    @TestFactory
    Stream<DynamicTest> onAnotherEndpoint() throws Exception {
        return OTHER.isPresent() ? on(ConformanceEndpoint.other(OTHER.get())) : Stream.empty();
    }

    private static Stream<DynamicTest> on(ConformanceEndpoint endpoint) throws IOException, InterruptedException {
        var tables = new ConformanceTables(endpoint);
        return ConformanceFile.all()
                .map(conformanceCase -> DynamicTest.dynamicTest(
                        conformanceCase.file().getFileName() + ": " + conformanceCase.title(),
                        conformanceCase.file().toUri(),
                        () -> run(conformanceCase, endpoint, tables)))
                .onClose(endpoint::close);
    }

    private static void run(ConformanceCase conformanceCase, ConformanceEndpoint endpoint, ConformanceTables tables)
            throws InterruptedException {
        try {
            tables.create(conformanceCase);
            new ConformanceRun(endpoint, tables).run(conformanceCase);
        } finally {
            tables.deleteAll();
        }
    }
}
