/** Kinesis streaming destinations, with the SDK's clients of DynamoDB and Kinesis. */
@NullMarked
package io.galena.standalone.destination;

import org.jspecify.annotations.NullMarked;
