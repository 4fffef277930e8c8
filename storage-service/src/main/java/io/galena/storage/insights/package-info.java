/**
 * Contributor Insights: which keys of a table or index take most of its throughput, and which are throttled most. Keys are counted by
 * their hashes, in a bounded space, where it has been turned on; who asks gets them in plain text.
 */
@NullMarked
package io.galena.storage.insights;

import org.jspecify.annotations.NullMarked;
