/** How services talk to Kafka: clients with the settings that the change log needs. Only who imports it needs Kafka's classes. */
@NullMarked
package io.galena.kit.kafka;

import org.jspecify.annotations.NullMarked;
