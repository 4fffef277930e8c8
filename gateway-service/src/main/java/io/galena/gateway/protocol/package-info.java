/**
 * The AWS JSON 1.0 protocol over HTTP, as DynamoDB speaks it: what a request must look like, what else the endpoint
 * answers (health, CORS), and how answers are written. {@link io.galena.gateway.protocol.FrontDoor} stands before everything
 * else in the process.
 */
@NullMarked
package io.galena.gateway.protocol;

import org.jspecify.annotations.NullMarked;
