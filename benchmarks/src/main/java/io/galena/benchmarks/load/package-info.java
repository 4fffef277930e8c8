/**
 * A load test of a running server: requests of one workload from many connections, either each as soon as the answer to the last is
 * there, or at a fixed rate whatever the server does, with latencies counted from when a request should have started.
 */
@NullMarked
package io.galena.benchmarks.load;

import org.jspecify.annotations.NullMarked;
