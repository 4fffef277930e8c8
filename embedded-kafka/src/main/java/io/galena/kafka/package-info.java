/**
 * Runs a Kafka broker and its controller inside this JVM: durable, on loopback, small, and unable to end the JVM. Start at
 * {@link io.galena.kafka.EmbeddedKafka}. Plain Java: no Spring.
 */
@NullMarked
package io.galena.kafka;

import org.jspecify.annotations.NullMarked;
