/** The official DynamoDB API model, compiled into parsers and checks of requests. */
@NullMarked
package io.galena.dynamodb.model;

import org.jspecify.annotations.NullMarked;
