package io.galena.kit.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.arn.Arn;
import io.galena.kit.operation.Caller;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Kinesis stream of the caller's as a request names it, by name or ARN, and how errors speak of it. */
public record StreamReference(String account, String name) {
    private static final String TYPE = "stream/";
    private static final Pattern RESOURCE = Pattern.compile(TYPE + "[a-zA-Z0-9_.-]{1,128}");

    /** The stream that {@code StreamName} or {@code StreamARN} names, or both alike. */
    public static StreamReference of(Structure input, Caller caller) {
        var name = input.string("StreamName").map(given -> new StreamReference(caller.account(), given));
        var named = input.string("StreamARN").map(arn -> ofArn(arn, caller));
        if (name.isPresent() && named.isPresent() && !name.equals(named)) {
            throw invalid("StreamName and StreamARN do not name the same stream.");
        }
        return named.or(() -> name).orElseThrow(() -> invalid("Either StreamName or StreamARN must be specified."));
    }

    /** Whether the request names one. */
    public static Optional<StreamReference> find(Structure input, Caller caller) {
        return input.has("StreamName") || input.has("StreamARN") ? Optional.of(of(input, caller)) : Optional.empty();
    }

    /**
     * The stream of an ARN.
     *
     * @throws DynamoDbException INVALID_ARGUMENT for what is no ARN of a stream; RESOURCE_NOT_FOUND for another account's, or
     *     another region's
     */
    public static StreamReference ofArn(String arn, Caller caller) {
        var found = parse(arn).orElseThrow(() -> invalid("Invalid StreamARN: " + arn));
        var reference = of(found);
        if (!found.region().equals(caller.region()) || !reference.account.equals(caller.account())) {
            throw reference.notFound();
        }
        return reference;
    }

    /** What a text says, if it is the ARN of a Kinesis stream, anybody's and anywhere. */
    public static Optional<Arn> parse(String arn) {
        return Arn.parse(arn, "kinesis")
                .filter(found -> found.partition().equals("aws")
                        && RESOURCE.matcher(found.resource()).matches());
    }

    /** The stream of an ARN that is one's. */
    public static StreamReference of(Arn arn) {
        return new StreamReference(arn.account(), arn.resource().substring(TYPE.length()));
    }

    /** Of a descriptor. */
    public static StreamReference of(KinesisStreamDescriptor stream) {
        return new StreamReference(stream.account(), stream.name());
    }

    /** That there is none. */
    public DynamoDbException notFound() {
        return new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, this + " not found.");
    }

    /** That there is no such shard. */
    public DynamoDbException shardNotFound(String shardId) {
        return new DynamoDbException(
                ErrorType.RESOURCE_NOT_FOUND,
                "Could not find shard " + shardId + " in stream " + name + " under account " + account + ".");
    }

    /** That it is there already. */
    public DynamoDbException exists() {
        return new DynamoDbException(ErrorType.RESOURCE_IN_USE, this + " already exists.");
    }

    /** That it cannot be changed as it is. */
    public DynamoDbException notActive(KinesisStreamStatus status) {
        return new DynamoDbException(
                ErrorType.RESOURCE_IN_USE, this + " not ACTIVE, instead in state " + status.name());
    }

    /** What is wrong with an argument. */
    public static DynamoDbException invalid(String message) {
        return new DynamoDbException(ErrorType.INVALID_ARGUMENT, message);
    }

    @Override
    public String toString() {
        return "Stream " + name + " under account " + account;
    }
}
