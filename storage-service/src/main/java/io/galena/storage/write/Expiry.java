package io.galena.storage.write;

import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/** When items of a table expire. */
public final class Expiry {
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Optional<String> attribute;
    private final AttributeSelection selection;

    private Expiry(Optional<String> attribute) {
        this.attribute = attribute;
        this.selection = AttributeSelection.of(attribute.stream().toList());
    }

    public static Expiry of(TableDescriptor table) {
        return new Expiry(table.ttlAttribute());
    }

    /** The epoch second that the table's TTL attribute holds; empty if there is none, or it is not a number of seconds. */
    public OptionalLong at(StoredRow row) {
        return attribute
                .flatMap(name -> row.itemWith(selection).find(name))
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
