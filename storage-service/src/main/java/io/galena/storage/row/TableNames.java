package io.galena.storage.row;

/** The names of PostgreSQL tables that hold items and index entries. */
public final class TableNames {
    /** The schema of everything that storage keeps in a shard. */
    public static final String SCHEMA = "galena";

    private TableNames() {}

    /** The table of a table's items. */
    public static String items(long tableId) {
        return SCHEMA + ".t_" + tableId;
    }

    /** The table of an index's entries. */
    public static String index(long tableId, int indexId) {
        return SCHEMA + "." + indexPrefix(tableId) + indexId;
    }

    /** What the unqualified names of all index tables of a table begin with. */
    public static String indexPrefix(long tableId) {
        return "x_" + tableId + "_";
    }
}
