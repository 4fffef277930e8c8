/**
 * A cheap HTTP client, so that the server is what is measured: requests are bytes made and signed beforehand, one thread serves many
 * connections, and of most answers only the status and the length are looked at.
 */
@NullMarked
package io.galena.benchmarks.http;

import org.jspecify.annotations.NullMarked;
