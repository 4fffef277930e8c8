package io.galena.dynamodb.model;

import java.util.Optional;

/** A check of one text member whose failure is answered alone, before the others are even looked at. */
sealed interface FirstCheck {
    /** The whole message, if the structure fails. */
    Optional<String> violation(ParsedStructure structure);

    /** The member must be there. */
    record Present(String member, String message) implements FirstCheck {
        @Override
        public Optional<String> violation(ParsedStructure structure) {
            return structure.has(member) ? Optional.empty() : Optional.of(message);
        }
    }

    /** The text, unless it is an ARN, must be of some length. */
    record NameLength(String member, Bounds length, String message) implements FirstCheck {
        @Override
        public Optional<String> violation(ParsedStructure structure) {
            return structure
                    .string(member)
                    .filter(text -> !TableNameShape.isArn(text) && !length.contains(text.length()))
                    .map(_ -> message);
        }
    }
}
