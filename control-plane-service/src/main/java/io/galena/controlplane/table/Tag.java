package io.galena.controlplane.table;

import io.galena.controlplane.definition.KeptText;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.HashSet;
import java.util.List;

/** A tag of a table. */
record Tag(String key, String value) {
    /** How many tags a table can have. */
    static final int MAX_TAGS = 50;

    private static final String RESERVED_PREFIX = "aws:";

    /**
     * The request's {@code Tags}, none if it has no such member.
     *
     * @throws DynamoDbException VALIDATION for a key given twice, a reserved key, or too many tags
     */
    static List<Tag> read(Structure input) {
        var tags = input.structures("Tags").orElse(List.of()).stream()
                .map(tag -> new Tag(
                        KeptText.require(tag.string("Key").orElseThrow()),
                        KeptText.require(tag.string("Value").orElseThrow())))
                .toList();
        var keys = new HashSet<String>();
        for (var tag : tags) {
            if (tag.key.startsWith(RESERVED_PREFIX)) {
                throw DynamoDbException.validation(
                        "One or more parameter values were invalid: Tag keys starting with 'aws:' are reserved for system"
                                + " use. Tag key: " + tag.key);
            }
            if (!keys.add(tag.key)) {
                throw DynamoDbException.validation(
                        "One or more parameter values were invalid: Duplicate tag key: " + tag.key);
            }
        }
        requireAtMost(tags.size());
        return tags;
    }

    /** @throws DynamoDbException VALIDATION for more tags than a table can have */
    static void requireAtMost(int count) {
        if (count > MAX_TAGS) {
            throw DynamoDbException.validation(
                    "One or more parameter values were invalid: Too many tags: " + count + ". Maximum: " + MAX_TAGS);
        }
    }
}
