package io.galena.storage.sql;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * What the server had to say beside its results.
 *
 * @param warned whether it gave a warning of the general class (01000): from a commit that means committed here, but perhaps
 *     not on the standby
 */
public record Notices(boolean warned) {
    static Notices of(@Nullable SQLWarning first) {
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            if ("01000".equals(warning.getSQLState())) {
                return new Notices(true);
            }
        }
        return new Notices(false);
    }
}
