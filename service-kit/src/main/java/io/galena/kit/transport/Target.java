package io.galena.kit.transport;

import java.util.Optional;

/** What {@code X-Amz-Target} names: an operation of one of the APIs that Galena serves. */
public record Target(Api api, String operation) {
    /** The header's name. */
    public static final String HEADER = "X-Amz-Target";

    /** The APIs, by the prefix of their targets. */
    public enum Api {
        DYNAMODB("DynamoDB_20120810."),
        STREAMS("DynamoDBStreams_20120810."),
        KINESIS("Kinesis_20131202.", "kinesis:"),
        INTERNAL("Galena.");

        private final String prefix;
        private final String nameSpace;

        Api(String prefix) {
            this(prefix, "");
        }

        Api(String prefix, String nameSpace) {
            this.prefix = prefix;
            this.nameSpace = nameSpace;
        }

        /** Whether a header's value names an operation of this API. */
        public boolean isNamedBy(String header) {
            return header.startsWith(prefix);
        }
    }

    /** Reads the header's value; it is empty for what belongs to no API known here. */
    public static Optional<Target> parse(String header) {
        for (var api : Api.values()) {
            if (header.startsWith(api.prefix)) {
                return Optional.of(new Target(api, header.substring(api.prefix.length())));
            }
        }
        return Optional.empty();
    }

    /** What the dispatcher knows the operation by: several operations of Kinesis have names that other APIs have, too. */
    public String dispatchName() {
        return api.nameSpace + operation;
    }

    /** The header's value. */
    public String header() {
        return api.prefix + operation;
    }
}
