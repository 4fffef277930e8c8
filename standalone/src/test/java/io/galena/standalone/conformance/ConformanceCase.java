package io.galena.standalone.conformance;

import java.nio.file.Path;
import java.util.List;

/** One case of a file of conformance cases: steps that run one after the other on tables that are empty at first. */
record ConformanceCase(Path file, String title, List<Step> steps) {
    ConformanceCase {
        steps = List.copyOf(steps);
    }

    /**
     * A request, and what is to be answered.
     *
     * @param line the number of its line in the file
     * @param patient whether it is asked again for a while until the answer is the expected one
     */
    record Step(int line, String operation, String request, boolean patient, Expectation expectation) {}

    /** What is to be answered. */
    sealed interface Expectation {
        /** No error. */
        record Success() implements Expectation {}

        /** This JSON, which may hold placeholders. */
        record Answer(String json, Comparison comparison) implements Expectation {}

        /**
         * This error.
         *
         * @param name the error's name, without its name space
         * @param members the members of the answer besides type and message, as JSON
         */
        record Failure(String name, String message, String members) implements Expectation {}
    }

    /** How an answer is compared with the expected JSON. */
    enum Comparison {
        EXACT,
        /** The order of lists does not matter. */
        UNORDERED,
        /** Objects may have further members. */
        CONTAINING
    }
}
