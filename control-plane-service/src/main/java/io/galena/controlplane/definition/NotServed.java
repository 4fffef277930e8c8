package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.List;

/**
 * Members that Galena understands but does not serve: a request that carries one is refused, because it would not get what
 * it asks for.
 */
public final class NotServed {
    /** Of {@code CreateTable}. */
    static final List<String> AT_CREATION =
            List.of("VectorIndexes", "GlobalTableSourceArn", "GlobalTableSettingsReplicationMode");

    /** Of {@code UpdateTable}. */
    public static final List<String> AT_UPDATE = List.of(
            "VectorIndexUpdates",
            "ReplicaUpdates",
            "MultiRegionConsistency",
            "GlobalTableWitnessUpdates",
            "GlobalTableSettingsReplicationMode");

    private NotServed() {}

    /**
     * Refuses a request that has one of these members.
     *
     * @throws DynamoDbException VALIDATION, naming the first that it has
     */
    public static void requireAbsent(Structure input, List<String> members) {
        members.stream().filter(input::has).findFirst().ifPresent(member -> {
            throw DynamoDbException.validation(
                    "One or more parameter values were invalid: " + member + " is not supported by Galena yet");
        });
    }
}
