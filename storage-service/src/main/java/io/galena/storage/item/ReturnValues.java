package io.galena.storage.item;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;

/** Which attributes a write answers. */
enum ReturnValues {
    NONE,
    ALL_OLD,
    UPDATED_OLD,
    ALL_NEW,
    UPDATED_NEW;

    /** Reads the member of an operation that allows all of them. */
    static ReturnValues of(Structure input) {
        return input.string("ReturnValues").map(ReturnValues::valueOf).orElse(NONE);
    }

    /** Reads the member of an operation that has no new or updated attributes to return. */
    static ReturnValues ofReplacing(Structure input) {
        var values = of(input);
        if (values != NONE && values != ALL_OLD) {
            throw DynamoDbException.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return values;
    }
}
