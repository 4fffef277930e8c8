package io.galena.benchmarks.http;

/** What requests are authorized by. Safe for use by many threads. */
public sealed interface Authorization permits SignatureV4, Authorization.Unverified {
    /**
     * The value of the Authorization header of a request with the headers that {@link RequestWriter} gives it.
     *
     * @param host the value of the Host header
     * @param target that of X-Amz-Target
     * @param date that of X-Amz-Date
     */
    String header(String host, String target, String date, byte[] body);

    /** Names a caller and is no signature, for servers that do not verify any. */
    record Unverified() implements Authorization {
        private static final String VALUE =
                "AWS4-HMAC-SHA256 Credential=benchmarks/20260101/us-east-1/dynamodb/aws4_request,"
                        + " SignedHeaders=host, Signature=0";

        @Override
        public String header(String host, String target, String date, byte[] body) {
            return VALUE;
        }
    }
}
