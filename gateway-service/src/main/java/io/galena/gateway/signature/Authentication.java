package io.galena.gateway.signature;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of its own signature, in the {@code Authorization} header or in the query string; nothing of it has
 * been verified.
 *
 * @param credential the text of the credential with its scope
 * @param signedHeaders names in lower case, in the order given
 * @param date the time of signing as text, or an empty string
 * @param lifetime how long a presigned request holds, if it says so
 * @param securityToken the token of a temporary credential
 */
record Authentication(
        String algorithm,
        String credential,
        List<String> signedHeaders,
        String signature,
        String date,
        Optional<Duration> lifetime,
        Optional<String> securityToken) {}
