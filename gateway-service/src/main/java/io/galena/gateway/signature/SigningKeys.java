package io.galena.gateway.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Secret;

/**
 * The signing keys derived from secrets, kept because a client uses one for a whole day. An entry is used only while the
 * credential's secret is still the one that it was derived from. Safe for use by many threads.
 */
final class SigningKeys {
    private static final int MAX_KEYS = 10_000;

    private final Cache<Scope, Derived> keys =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

    private record Scope(String accessKeyId, String day, String region, String service) {}

    private record Derived(Secret secret, byte[] key) {}

    /** The key for signatures of that credential in that scope; it is not to be changed. */
    byte[] find(Credential credential, CredentialScope scope) {
        var place = new Scope(credential.accessKeyId(), scope.day(), scope.region(), scope.service());
        var known = keys.getIfPresent(place);
        if (known != null && known.secret().equals(credential.secret())) {
            return known.key();
        }
        var derived = new Derived(credential.secret(), derive(credential.secret(), scope));
        keys.put(place, derived);
        return derived.key();
    }

    private static byte[] derive(Secret secret, CredentialScope scope) {
        var key = ("AWS4" + secret.reveal()).getBytes(UTF_8);
        for (var part : new String[] {scope.day(), scope.region(), scope.service(), scope.terminator()}) {
            key = Digests.hmac(key, part.getBytes(UTF_8));
        }
        return key;
    }
}
