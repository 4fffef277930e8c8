package io.galena.storage.write;

import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;

/** When items expire. */
public final class Expiry {
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Expiry() {}

    /** The epoch second that the table's TTL attribute holds; empty if there is none, or it is not a number of seconds. */
    public static OptionalLong of(TableDescriptor table, StoredRow row) {
        var name = table.ttlAttribute();
        if (name.isEmpty()) {
            return OptionalLong.empty();
        }
        return row.itemWith(AttributeSelection.of(List.of(name.get())))
                .find(name.get())
                .map(Expiry::seconds)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong seconds(AttributeValue value) {
        if (value instanceof AttributeValue.N number) {
            var seconds = number.value().value().setScale(0, RoundingMode.DOWN);
            if (seconds.signum() > 0 && seconds.compareTo(LATEST) <= 0) {
                return OptionalLong.of(seconds.longValueExact());
            }
        }
        return OptionalLong.empty();
    }
}
