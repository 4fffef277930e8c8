package io.galena.kit.transport;

import io.galena.kit.operation.Protocol;
import java.util.List;
import java.util.Optional;

/** What {@code X-Amz-Target} names: an operation of one of the APIs that Galena serves. */
public record Target(Api api, String operation) {
    /** The header's name. */
    public static final String HEADER = "X-Amz-Target";

    /** The APIs, by the prefix of their targets. */
    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
    public enum Api {
        DYNAMODB("DynamoDB_20120810.", "", "dynamodb", Protocol.DYNAMODB),
        STREAMS("DynamoDBStreams_20120810.", "", "dynamodb", Protocol.DYNAMODB),
        KINESIS("Kinesis_20131202.", "kinesis:", "kinesis", Protocol.KINESIS, Protocol.KINESIS_CBOR),
        INTERNAL("Galena.", "", "dynamodb", Protocol.DYNAMODB);

        private static final Api[] ALL = values();

        private final String prefix;
        private final String nameSpace;
        private final String signingName;
        private final List<Protocol> protocols;

        Api(String prefix, String nameSpace, String signingName, Protocol... protocols) {
            this.prefix = prefix;
            this.nameSpace = nameSpace;
            this.signingName = signingName;
            this.protocols = List.of(protocols);
        }

        /** The API of the operation that a header's value names, or DynamoDB's for what belongs to none. */
        public static Api of(String header) {
            for (var api : ALL) {
                if (header.startsWith(api.prefix)) {
                    return api;
                }
            }
            return DYNAMODB;
        }

        /** The service that signatures of its requests are for. */
        public String signingName() {
            return signingName;
        }

        /** The protocol of a request that does not say in which it is. */
        public Protocol protocol() {
            return protocols.getFirst();
        }

        /** The protocol of a request with that content type, without parameters, if the API has one. */
        public Optional<Protocol> protocol(String contentType) {
            for (var protocol : protocols) {
                if (protocol.isOf(contentType)) {
                    return Optional.of(protocol);
                }
            }
            return Optional.empty();
        }
    }

    /** Reads the header's value; it is empty for what belongs to no API known here. */
    public static Optional<Target> parse(String header) {
        var api = Api.of(header);
        return header.startsWith(api.prefix)
                ? Optional.of(new Target(api, header.substring(api.prefix.length())))
                : Optional.empty();
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
