package io.galena.storage.write;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** When items expire. */
public final class Expiry {
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Expiry() {}

    /** The epoch second that the table's TTL attribute holds; empty if there is none, or it is not a number of seconds. */
    public static OptionalLong of(TableDescriptor table, Item item) {
        var value = table.ttlAttribute().flatMap(item::find);
        if (value.isPresent() && value.get() instanceof AttributeValue.N number) {
            var seconds = number.value().value().setScale(0, RoundingMode.DOWN);
            if (seconds.signum() > 0 && seconds.compareTo(LATEST) <= 0) {
                return OptionalLong.of(seconds.longValueExact());
            }
        }
        return OptionalLong.empty();
    }
}
