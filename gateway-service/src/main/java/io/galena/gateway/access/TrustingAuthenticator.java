package io.galena.gateway.access;

import io.galena.gateway.signature.NamedCaller;
import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.operation.Caller;

/**
 * Takes everyone for the root account, like DynamoDB Local: any credentials will do, but there must be some.
 *
 * @param account the root account
 */
public record TrustingAuthenticator(String account, String region) implements Authenticator {
    @Override
    public Caller authenticate(SignedRequest request, String requestId) {
        return new Caller(account, region, NamedCaller.accessKeyId(request), requestId);
    }

    @Override
    public void checkHead(SignedRequest request) {
        NamedCaller.accessKeyId(request);
    }
}
