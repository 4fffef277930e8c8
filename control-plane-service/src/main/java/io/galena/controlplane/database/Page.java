package io.galena.controlplane.database;

import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Some of what an account has, in the byte order of names.
 *
 * @param more whether anything follows
 */
public record Page<T>(List<T> entries, boolean more) {
    /**
     * Reads a page.
     *
     * @param select a select from a table with the columns {@code account}, {@code region} and {@code name}, up to its conditions
     */
    public static <T> Page<T> read(JdbcClient jdbc, String select, Place place, RowMapper<T> mapper) {
        var found = jdbc.sql(select + " where account = :account and region = :region and name > :after"
                        + " order by name limit :limit")
                .param("account", place.account())
                .param("region", place.region())
                .param("after", place.after())
                .param("limit", place.limit() + 1)
                .query(mapper)
                .list();
        var more = found.size() > place.limit();
        return new Page<>(more ? found.subList(0, place.limit()) : found, more);
    }

    /**
     * Which page.
     *
     * @param after the name behind which it begins, or an empty text
     * @param limit how many entries it has at most
     */
    public record Place(String account, String region, String after, int limit) {}
}
