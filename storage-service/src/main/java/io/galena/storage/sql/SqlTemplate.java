package io.galena.storage.sql;

import java.util.List;

/**
 * A statement that runs many times.
 *
 * @param name identifies it: one name always means the same SQL; a plain identifier
 * @param table the number of the item table that it is about, or {@link #NO_TABLE}
 * @param sql with a question mark for each parameter
 * @param parameters all of them arrays
 */
public record SqlTemplate(String name, long table, String sql, List<ArrayType> parameters) {
    /** Of statements that are not about one item table. */
    public static final long NO_TABLE = -1;

    public SqlTemplate {
        parameters = List.copyOf(parameters);
    }

    public SqlTemplate(String name, long table, String sql, ArrayType... parameters) {
        this(name, table, sql, List.of(parameters));
    }

    /** A statement that ends a transaction: such cannot be prepared. */
    public static SqlTemplate control(String sql) {
        return new SqlTemplate("", NO_TABLE, sql, List.of());
    }

    boolean isControl() {
        return name.isEmpty();
    }

    /** The statement that prepares this one in a session under its name. */
    String prepare() {
        var prepare = new StringBuilder("PREPARE ").append(name);
        var separator = '(';
        for (var parameter : parameters) {
            prepare.append(separator).append(parameter.element()).append("[]");
            separator = ',';
        }
        prepare.append(parameters.isEmpty() ? "" : ")").append(" AS ");
        var number = 0;
        for (var part : sql.split("\\?", -1)) {
            prepare.append(number == 0 ? "" : "$" + number).append(part);
            number++;
        }
        return prepare.toString();
    }
}
