package io.galena.storage.capacity;

import io.galena.dynamodb.model.Structure;

/** How much an answer tells of what the operation cost. */
public enum ReturnConsumedCapacity {
    NONE,
    TOTAL,
    INDEXES;

    private static final String MEMBER = "ReturnConsumedCapacity";

    /** Reads the member of that name; absent means {@code NONE}. */
    public static ReturnConsumedCapacity of(Structure input) {
        return input.string(MEMBER).map(ReturnConsumedCapacity::valueOf).orElse(NONE);
    }
}
