package io.galena.storage.throughput;

import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.read.RangePage;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads of ranges within the limits of tables and indexes. A page counts for the partition in which it begins. */
record ThrottledRanges(RangeReader reader, Meters meters) implements RangeReader {
    @Override
    public RangePage page(RangeRequest request) {
        return request.table()
                .capacity()
                .map(capacity -> page(request, capacity))
                .orElseGet(() -> reader.page(request));
    }

    private RangePage page(RangeRequest request, CapacityDescriptor capacity) {
        var meter = meters.of(request.table(), capacity).reads(request.index());
        return meter.map(present -> page(request, present)).orElseGet(() -> reader.page(request));
    }

    private RangePage page(RangeRequest request, Meter meter) {
        var least = CapacityUnits.read(0, request.consistent());
        var hash = ByteBuffer.wrap(Arrays.copyOf(request.from(), Long.BYTES)).getLong();
        meter.take(hash, least, meters.now());
        try {
            var page = reader.page(request);
            var bytes = page.rows().stream().mapToLong(StoredRow::size).sum();
            meter.charge(hash, CapacityUnits.read(bytes, request.consistent()) - least, meters.now());
            return page;
        } catch (RuntimeException e) {
            meter.charge(hash, -least, meters.now());
            throw e;
        }
    }
}
