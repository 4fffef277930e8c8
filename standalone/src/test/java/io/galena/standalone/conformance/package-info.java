/**
 * Cases of requests and what DynamoDB answers, kept as data in {@code src/test/resources/conformance}, whose README says how they
 * are written. They know nothing of Galena: with {@code -Dgalena.sdk.endpoint=https://dynamodb.eu-central-1.amazonaws.com} they run
 * against any other DynamoDB, with the SDK's default region and credentials.
 */
@NullMarked
package io.galena.standalone.conformance;

import org.jspecify.annotations.NullMarked;
