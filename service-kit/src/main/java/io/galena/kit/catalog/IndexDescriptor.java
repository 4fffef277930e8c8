package io.galena.kit.catalog;

import io.galena.dynamodb.key.KeySchema;
import java.util.Set;

/**
 * A secondary index.
 *
 * @param id the index's number, unique within its table and never used again; names its PostgreSQL table
 * @param keys the index's own key; the table's key attributes are always kept beside it
 * @param included the attributes of an INCLUDE projection, otherwise empty
 */
public record IndexDescriptor(int id, String name, KeySchema keys, Projection projection, Set<String> included) {
    public IndexDescriptor {
        included = Set.copyOf(included);
    }

    /** Which attributes an index keeps, besides the keys. */
    public enum Projection {
        KEYS_ONLY,
        INCLUDE,
        ALL
    }
}
