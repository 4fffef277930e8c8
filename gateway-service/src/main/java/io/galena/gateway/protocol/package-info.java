/**
 * The AWS JSON protocol over HTTP, as DynamoDB and Kinesis speak it, and its CBOR form, which Kinesis takes, too: what a request
 * must look like, what else the endpoint answers (health, CORS), and how answers are written. {@link
 * io.galena.gateway.protocol.FrontDoor} stands before everything else in the process.
 */
@NullMarked
package io.galena.gateway.protocol;

import org.jspecify.annotations.NullMarked;
