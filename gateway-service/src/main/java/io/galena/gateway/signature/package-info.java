/**
 * AWS Signature Version 4, the verifying side. {@link io.galena.gateway.signature.SignatureVerifier} takes a request as a
 * {@link io.galena.gateway.signature.SignedRequest} and says whose it is, or throws the error that DynamoDB gives, its checks
 * in the order of the service (recorded by public conformance tests). No HTTP server and no Spring in here.
 */
@NullMarked
package io.galena.gateway.signature;

import org.jspecify.annotations.NullMarked;
