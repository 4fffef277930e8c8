package io.galena.storage.query;

import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.Item;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.request.KeyPart;
import io.galena.storage.row.StoredRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Reads a page of a range, filters it and cuts it to what the request wants. Items are parsed only where that needs it. */
@Component
final class PageReader {
    /** DynamoDB's limit for what a page looks at. */
    private static final long MAX_BYTES = 1 << 20;

    private final RangeReader ranges;
    private final PointReader points;

    PageReader(RangeReader ranges, PointReader points) {
        this.ranges = ranges;
        this.points = points;
    }

    /** @param belongs what rows of the range must be to count as found */
    Page read(ReadTarget target, KeyRange range, boolean forward, Predicate<StoredRow> belongs, PageOptions options) {
        var page = ranges.page(new RangeRequest(
                target.table(),
                target.index(),
                range.from(),
                range.to(),
                forward,
                options.consistent(),
                options.limit(),
                MAX_BYTES));
        var lacking = target.lacks(options);
        var scanned = lacking
                ? new BaseItems(points, target.table(), options.consistent(), MAX_BYTES).behind(page)
                : new ScannedRows(page.rows(), page.rows(), page.complete());
        var found =
                scanned.items().stream().filter(belongs).filter(filter(options)).toList();
        return new Page(
                options.select() == Select.COUNT ? Optional.empty() : Optional.of(shown(found, options)),
                found.size(),
                scanned.rows().size(),
                scanned.complete() || scanned.rows().isEmpty()
                        ? Optional.empty()
                        : Optional.of(keyOf(scanned.rows().getLast(), target)),
                capacity(target, scanned, lacking, options),
                options.capacityDetail());
    }

    private static Predicate<StoredRow> filter(PageOptions options) {
        return options.filter()
                .<Predicate<StoredRow>>map(filter -> {
                    var lookedAt = AttributeSelection.of(filter.attributes());
                    return row -> filter.test(row.itemWith(lookedAt));
                })
                .orElse(_ -> true);
    }

    private static List<AnswerItem> shown(List<StoredRow> rows, PageOptions options) {
        return rows.stream()
                .map(row -> AnswerItem.of(row, options.projection()))
                .toList();
    }

    private static Item keyOf(StoredRow row, ReadTarget target) {
        return KeyPart.of(row.item(), target.startKeyAttributes());
    }

    /** Rows are summed up before they are rounded; items that had to be read behind an index are rounded each. */
    private static ConsumedCapacity capacity(
            ReadTarget target, ScannedRows scanned, boolean lacking, PageOptions options) {
        var rowUnits = CapacityUnits.read(scanned.bytes(), options.consistent());
        var table = options.table().given();
        var index = target.index();
        if (index.isEmpty()) {
            return ConsumedCapacity.ofTable(table, rowUnits);
        }
        var itemUnits = lacking
                ? scanned.items().stream()
                        .mapToDouble(row -> CapacityUnits.read(row.size(), options.consistent()))
                        .sum()
                : 0;
        return ConsumedCapacity.ofIndex(table, itemUnits, index.get(), rowUnits);
    }
}
