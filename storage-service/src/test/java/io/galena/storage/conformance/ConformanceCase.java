package io.galena.storage.conformance;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** One case of a file of conformance cases: steps that run one after the other on tables that are empty at first. */
record ConformanceCase(Path file, String title, List<Step> steps) {
    /** Numbers that no other test's tables have. */
    private static final AtomicLong CASES = new AtomicLong(1_000_000);

    ConformanceCase {
        steps = List.copyOf(steps);
    }

    /**
     * This case as a test, for an account with tables of its own.
     *
     * @param create makes a table usable
     * @param shards over how many shards the tables are spread
     */
    DynamicTest asTest(OperationsUnderTest operations, Consumer<TableDescriptor> create, int shards) {
        return DynamicTest.dynamicTest(file.getFileName() + ": " + title, file.toUri(), () -> {
            var number = CASES.incrementAndGet();
            var account = "%012d".formatted(number);
            ConformanceTables.all(account, number * 100, shards).forEach(create);
            var caller = new Caller(account, ConformanceTables.REGION, "AKIDEXAMPLE", "request-" + number);
            new ConformanceRun(operations, caller).run(this);
        });
    }

    /**
     * A request, and what is to be answered.
     *
     * @param line the number of its line in the file
     */
    record Step(int line, String operation, String request, Expectation expectation) {}

    /** What is to be answered. */
    sealed interface Expectation {
        /** No error. */
        record Success() implements Expectation {}

        /**
         * This JSON.
         *
         * @param unordered whether the order of lists does not matter
         */
        record Answer(String json, boolean unordered) implements Expectation {}

        /**
         * This error.
         *
         * @param name the error's name, without its name space
         * @param members the members of the answer besides type and message, as JSON
         */
        record Failure(String name, String message, String members) implements Expectation {}
    }
}
