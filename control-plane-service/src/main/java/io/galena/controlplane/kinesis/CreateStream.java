package io.galena.controlplane.kinesis;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code CreateStream}: makes the row. The stream is {@code CREATING} until the stream service has told that its topic is there. */
@Component
final class CreateStream implements Operation<NewKinesisStream, Nothing> {
    private static final int ON_DEMAND_SHARDS = 4;
    private static final int MOST_SHARDS = 500;
    private static final String PROVISIONED = "PROVISIONED";

    private final CatalogDatabase database;
    private final KinesisStore store;
    private final InstantSource time;

    CreateStream(CatalogDatabase database, KinesisStore store, @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.store = store;
        this.time = time;
    }

    @Override
    public String name() {
        return "kinesis:CreateStream";
    }

    @Override
    public NewKinesisStream read(Structure input, Caller caller) {
        var count = input.integer("ShardCount");
        var mode = input.structure("StreamModeDetails")
                .flatMap(details -> details.string("StreamMode"))
                .orElse(PROVISIONED);
        if (mode.equals(PROVISIONED) && count.isEmpty()) {
            throw DynamoDbException.validation("ShardCount must be specified for streams in PROVISIONED mode.");
        }
        if (!mode.equals(PROVISIONED) && count.isPresent()) {
            throw DynamoDbException.validation("ShardCount must not be specified for streams in ON_DEMAND mode.");
        }
        var tags = input.stringMap("Tags").orElse(Map.of());
        StreamTags.require(tags);
        return new NewKinesisStream(
                caller.account(),
                caller.region(),
                input.string("StreamName").orElseThrow(),
                mode,
                count.map(Math::toIntExact).orElse(ON_DEMAND_SHARDS),
                tags);
    }

    @Override
    public Nothing handle(NewKinesisStream request, Caller caller) {
        return database.change(revision -> {
            if (store.find(request.account(), request.region(), request.name()).isPresent()) {
                throw new StreamReference(request.account(), request.name()).exists();
            }
            requireRoom(request);
            store.insert(request, time.instant(), revision);
            return Nothing.NOTHING;
        });
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }

    private void requireRoom(NewKinesisStream request) {
        var present = store.shards(request.account(), request.region());
        if (request.shards() > MOST_SHARDS - present) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "This request would exceed the shard limit for the account " + request.account() + " in "
                            + request.region() + ". Current shard count for the account: " + present + ". Limit: "
                            + MOST_SHARDS + ". Number of additional shards that would have resulted from this request: "
                            + request.shards() + ".");
        }
    }
}
