package io.galena.storage.insights;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.read.RangePage;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;

/** Reads of ranges, counted: what a page costs is shared by its rows according to their sizes. */
record CountedRanges(RangeReader reader, Insights insights) implements RangeReader {
    @Override
    public RangePage page(RangeRequest request) {
        var table = request.table();
        if (table.insights().isEmpty()) {
            return reader.page(request);
        }
        try {
            var page = reader.page(request);
            var index = request.index()
                    .filter(read -> read.scope() != IndexDescriptor.Scope.LOCAL)
                    .map(IndexDescriptor::id)
                    .orElse(0);
            insights.counts(table, index).ifPresent(counts -> count(request, page, counts));
            return page;
        } catch (RuntimeException e) {
            insights.refused(table, request.from(), e);
            throw e;
        }
    }

    private static void count(RangeRequest request, RangePage page, KeyCounts counts) {
        var bytes = page.rows().stream().mapToLong(StoredRow::size).sum();
        var units = CapacityUnits.read(bytes, request.consistent());
        if (page.rows().isEmpty()) {
            if (request.from().length >= KeyCounts.PARTITION_BYTES) {
                counts.accessedPartition(request.from(), units);
            }
            return;
        }
        page.rows().forEach(row -> counts.accessed(row.key(), units * row.size() / bytes));
    }
}
