package io.galena.gateway.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Credentials;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Verifies signatures of requests against the known credentials. Safe for use by many threads. */
public final class SignatureVerifier {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private final Credentials credentials;
    private final String region;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();

    /**
     * Verifies requests for one region.
     *
     * @param region the region that signatures must be scoped to
     */
    public SignatureVerifier(Credentials credentials, String region, InstantSource clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The credential that signed the request.
     *
     * @throws DynamoDbException if it is not signed, or not as it should be
     */
    public Credential verify(SignedRequest request) {
        var claim = claim(request);
        var authentication = claim.authentication();
        var canonical = CanonicalRequest.of(request, claim.query(), authentication.signedHeaders());
        requireMatch(authentication.signature(), signature(claim.credential(), claim.scope(), claim.time(), canonical));
        if (authentication.securityToken().isPresent()) {
            // Temporary credentials are not issued here, so no token can be one of ours.
            throw SignatureErrors.unrecognized();
        }
        return claim.credential();
    }

    /**
     * Looks at all but the signature itself, which covers the body.
     *
     * @throws DynamoDbException if that shows already that the request is not signed as it should be
     */
    public void checkHead(SignedRequest request) {
        claim(request);
    }

    private Claim claim(SignedRequest request) {
        var query = QueryString.parse(request.query());
        var authentication = Authentications.find(request, query);
        var time = SigningTime.parse(authentication.date());
        time.requireCurrent(clock.instant(), authentication.lifetime());
        requireSignedHeaders(request, authentication.signedHeaders());
        requireAlgorithm(authentication.algorithm());
        var scope = CredentialScope.parse(authentication.credential());
        scope.requireScope(region, request.service(), time);
        var credential = credentials.find(scope.accessKeyId()).orElseThrow(SignatureErrors::unrecognized);
        return new Claim(query, authentication, time, scope, credential);
    }

    private String signature(Credential credential, CredentialScope scope, SigningTime time, byte[] canonical) {
        var stringToSign = ALGORITHM + "\n" + time.text() + "\n" + scope.scope() + "\n" + Digests.sha256Hex(canonical);
        return HexFormat.of().formatHex(Digests.hmac(keys.find(credential, scope), stringToSign.getBytes(UTF_8)));
    }

    private static void requireMatch(String given, String calculated) {
        if (!MessageDigest.isEqual(given.getBytes(ISO_8859_1), calculated.getBytes(ISO_8859_1))) {
            throw SignatureErrors.invalid(MISMATCH);
        }
    }

    private static void requireAlgorithm(String algorithm) {
        if (!algorithm.equals(ALGORITHM)) {
            throw SignatureErrors.incomplete(
                    "Unsupported AWS 'algorithm': '" + algorithm + "' (only " + ALGORITHM + " for now). ");
        }
    }

    /**
     * The host and all that steers the service must be covered. Some SDKs leave out what they say of themselves in {@code
     * x-amz-user-agent}, which proxies may change.
     */
    private static void requireSignedHeaders(SignedRequest request, List<String> signedHeaders) {
        if (!signedHeaders.contains("host")) {
            throw unsigned("Host");
        }
        for (var name : request.headerNames()) {
            if (name.regionMatches(true, 0, "x-amz-", 0, 6)
                    && !name.equalsIgnoreCase("x-amz-user-agent")
                    && !signedHeaders.contains(name.toLowerCase(Locale.ROOT))) {
                throw unsigned(name);
            }
        }
    }

    /** Who says to have signed a request, and when; to be proved by the signature. */
    private record Claim(
            QueryString query,
            Authentication authentication,
            SigningTime time,
            CredentialScope scope,
            Credential credential) {}

    private static DynamoDbException unsigned(String header) {
        return SignatureErrors.invalid("'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
    }
}
