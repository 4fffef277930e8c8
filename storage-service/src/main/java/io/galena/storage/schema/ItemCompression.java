package io.galena.storage.schema;

/** How PostgreSQL compresses items above two kilobytes. Applies to tables created from then on. */
public enum ItemCompression {
    /** As the server's own default says. */
    DEFAULT(""),
    /** Not at all: the least work for the processor. */
    NONE("STORAGE EXTERNAL"),
    /** The older method, which every server knows. */
    PGLZ("COMPRESSION pglz"),
    /** The faster method, if the server was built with it. */
    LZ4("COMPRESSION lz4");

    private final String clause;

    ItemCompression(String clause) {
        this.clause = clause;
    }

    /** What stands after the column's type. */
    String clause() {
        return clause;
    }
}
