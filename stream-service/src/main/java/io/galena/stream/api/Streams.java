package io.galena.stream.api;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.arn.Arn;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.operation.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Finds what requests name, among the caller's streams. */
@Component
final class Streams {
    private static final Pattern RESOURCE = Pattern.compile("table/[a-zA-Z0-9_.-]{3,255}/stream/[0-9A-Za-z:.-]+");

    private final Catalog catalog;

    Streams(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The caller's streams, of one table if that is given, by their ARNs. */
    List<StreamDescriptor> all(Caller caller, Optional<String> table) {
        return catalog.streams().stream()
                .filter(stream -> stream.account().equals(caller.account()))
                .filter(stream -> table.isEmpty() || stream.table().equals(table.get()))
                .sorted(Comparator.comparing(StreamDescriptor::arn))
                .toList();
    }

    /**
     * The stream of that ARN.
     *
     * @throws DynamoDbException VALIDATION for what is no ARN of a stream; ACCESS_DENIED for another account's;
     *     RESOURCE_NOT_FOUND for one that is not there, or no longer
     */
    StreamDescriptor require(String arn, Caller caller) {
        var parts = Arn.parse(arn, "dynamodb")
                .filter(found -> RESOURCE.matcher(found.resource()).matches()
                        && found.region().equals(caller.region()))
                .orElseThrow(() -> DynamoDbException.validation("Invalid StreamArn: " + arn));
        if (!parts.account().equals(caller.account())) {
            throw new DynamoDbException(
                    ErrorType.ACCESS_DENIED,
                    "User: arn:aws:iam::" + caller.account() + ":root is not authorized to access resource: " + arn);
        }
        return catalog.streams().stream()
                .filter(stream -> stream.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> notFound("Stream: " + arn + " not found"));
    }

    /**
     * A shard of a stream.
     *
     * @throws DynamoDbException RESOURCE_NOT_FOUND when the stream has none of that name
     */
    static StreamShardDescriptor requireShard(StreamDescriptor stream, String shardId) {
        return stream.shards().stream()
                .filter(shard -> shard.id().equals(shardId))
                .findFirst()
                .orElseThrow(() -> notFound("Shard: " + shardId + " in Stream: " + stream.arn() + " not found"));
    }

    private static DynamoDbException notFound(String what) {
        return new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: " + what);
    }
}
