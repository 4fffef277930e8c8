/** Real Kafka for other modules' tests. */
@NullMarked
package io.galena.kafka.testing;

import org.jspecify.annotations.NullMarked;
