/** DynamoDB Streams: {@code DynamoDBStreams_20120810}, its four operations over the change log. */
@NullMarked
package io.galena.stream.api;

import org.jspecify.annotations.NullMarked;
