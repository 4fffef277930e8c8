package io.galena.dynamodb.partiql.syntax;

/** What a statement that writes answers of the item. */
public enum Returning {
    ALL_OLD("ALL OLD"),
    ALL_NEW("ALL NEW"),
    MODIFIED_OLD("MODIFIED OLD"),
    MODIFIED_NEW("MODIFIED NEW");

    private final String text;

    Returning(String text) {
        this.text = text;
    }

    /** The words behind RETURNING. */
    String text() {
        return text;
    }

    static Returning of(boolean all, boolean old) {
        if (all) {
            return old ? ALL_OLD : ALL_NEW;
        }
        return old ? MODIFIED_OLD : MODIFIED_NEW;
    }
}
