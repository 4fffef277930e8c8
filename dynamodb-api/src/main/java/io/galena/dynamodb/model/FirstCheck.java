package io.galena.dynamodb.model;

import io.galena.dynamodb.error.DynamoDbException;

/** A check of one text member whose failure is answered alone, before the others are even looked at. */
sealed interface FirstCheck {
    /** Throws a VALIDATION error, if the structure fails. */
    void check(ParsedStructure structure);

    /** The member must be there. */
    record Present(String member, String message) implements FirstCheck {
        @Override
        public void check(ParsedStructure structure) {
            if (!structure.has(member)) {
                throw DynamoDbException.validation(message);
            }
        }
    }

    /** The text, unless it is an ARN, must be of some length. */
    record NameLength(String member, Bounds length, String message) implements FirstCheck {
        @Override
        public void check(ParsedStructure structure) {
            var text = structure.string(member).orElse("");
            if (!TableNameShape.isArn(text) && !length.contains(text.length())) {
                throw DynamoDbException.validation(message);
            }
        }
    }
}
