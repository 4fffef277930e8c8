package io.galena.gateway.access;

import io.galena.gateway.signature.SignatureVerifier;
import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.operation.Caller;

/** Believes signatures only. */
public final class VerifyingAuthenticator implements Authenticator {
    private final SignatureVerifier verifier;
    private final String region;

    public VerifyingAuthenticator(SignatureVerifier verifier, String region) {
        this.verifier = verifier;
        this.region = region;
    }

    @Override
    public Caller authenticate(SignedRequest request, String requestId) {
        var credential = verifier.verify(request);
        return new Caller(credential.account(), region, credential.accessKeyId(), requestId);
    }

    @Override
    public void checkHead(SignedRequest request) {
        verifier.checkHead(request);
    }
}
