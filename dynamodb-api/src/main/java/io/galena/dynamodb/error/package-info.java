/** The errors that DynamoDB answers: their wire names, HTTP status codes and messages. */
@NullMarked
package io.galena.dynamodb.error;

import org.jspecify.annotations.NullMarked;
