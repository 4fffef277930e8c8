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
public record IndexDescriptor(
        int id, String name, KeySchema keys, Projection projection, Set<String> included, Scope scope) {
    public IndexDescriptor {
        included = Set.copyOf(included);
    }

    /** A local secondary index. */
    public static IndexDescriptor local(
            int id, String name, KeySchema keys, Projection projection, Set<String> included) {
        return new IndexDescriptor(id, name, keys, projection, included, Scope.LOCAL);
    }

    /** Which attributes an index keeps, besides the keys. */
    public enum Projection {
        KEYS_ONLY,
        INCLUDE,
        ALL
    }

    /** Where an index lies, and whether it can be read. */
    public enum Scope {
        /** With its items, by their partition keys. */
        LOCAL,
        /** By partition keys of its own. */
        GLOBAL,
        /** As {@link #GLOBAL}; writers keep it already, but it has not got all entries yet, so nobody may read it. */
        GLOBAL_BACKFILLING
    }
}
