/** How the stream service talks to Kafka: clients with the settings that the change log needs, and its topics. */
@NullMarked
package io.galena.stream.kafka;

import org.jspecify.annotations.NullMarked;
