package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Request;

/**
 * A request that is ready to be sent.
 *
 * @param bytes the whole of it, signed
 */
record Prepared(Request request, byte[] bytes) {}
