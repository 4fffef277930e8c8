package io.galena.storage.conformance;

import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conformance cases against the service's operations: on an engine in memory, and on PostgreSQL. */
class ConformanceTest {
    @TestFactory
    Stream<DynamicTest> inMemory() {
        var engine = new MemoryEngine();
        var catalog = new TestingCatalog(List.of());
        var operations = new OperationsUnderTest(engine, engine, engine, engine, catalog);
        return ConformanceFile.all().map(conformanceCase -> conformanceCase.asTest(operations, catalog::put, 1));
    }

    @TestFactory
    Stream<DynamicTest> onOneShard() {
        return onShards(1);
    }

    @TestFactory
    Stream<DynamicTest> onThreeShards() {
        return onShards(3);
    }

    private static Stream<DynamicTest> onShards(int count) {
        var engine = TestingEngine.shared(count);
        var operations = OperationsUnderTest.on(engine);
        return ConformanceFile.all().map(conformanceCase -> conformanceCase.asTest(operations, engine::apply, count));
    }
}
