package io.galena.kit.transport;

/** The headers that only Galena's own processes set. What clients send under these names never passes the gateway. */
public final class InternalHeaders {
    /** The prefix of all of them. */
    public static final String PREFIX = "X-Galena-";

    /** The internal token: who has it is a process of this deployment. */
    public static final String TOKEN = PREFIX + "Token";

    public static final String ACCOUNT = PREFIX + "Account";
    public static final String REGION = PREFIX + "Region";
    public static final String ACCESS_KEY = PREFIX + "Access-Key";
    public static final String REQUEST_ID = PREFIX + "Request-Id";

    private InternalHeaders() {}
}
