/**
 * What clients see of the operations, through the AWS SDK for Java. The tests know nothing of Galena: with
 * {@code -Dgalena.sdk.endpoint=https://dynamodb.eu-central-1.amazonaws.com} they run against any other DynamoDB, with the SDK's
 * default region and credentials.
 */
@NullMarked
package io.galena.standalone.sdk;

import org.jspecify.annotations.NullMarked;
