/** The stream service: the change log in Kafka, and DynamoDB Streams. */
@NullMarked
package io.galena.stream;

import org.jspecify.annotations.NullMarked;
