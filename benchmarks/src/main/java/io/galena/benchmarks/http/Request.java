package io.galena.benchmarks.http;

/**
 * A request that can be sent again and again.
 *
 * @param operation such as PutItem
 * @param body the JSON
 */
public record Request(String operation, byte[] body, Expectation expectation) {}
