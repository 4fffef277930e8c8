package io.galena.gateway.signature;

/** Reads which access key a request names, without verifying anything: for deployments that trust whoever reaches them. */
public final class NamedCaller {
    private NamedCaller() {}

    /**
     * The access key that the request says it was signed with.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException if the request names none: SDKs without credentials send none, and
     *     their users shall not first learn that when they turn verification on
     */
    public static String accessKeyId(SignedRequest request) {
        var credential = Authentications.credential(request, QueryString.parse(request.query()));
        var accessKeyId = CredentialScope.parse(credential).accessKeyId();
        // It goes to other services in a header, which holds nothing else.
        if (!accessKeyId.chars().allMatch(sign -> sign > ' ' && sign < 0x7F)) {
            throw SignatureErrors.unrecognized();
        }
        return accessKeyId;
    }
}
