package io.galena.storage.insights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.catalog.HotKeys;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.request.KeyPart;
import io.galena.storage.row.StoredRow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the keys that have been counted. Counting knows hashes only; what they stand for is read of the table, from an item that has the key.
 *
 * @param reader reads without being counted
 */
record HotKeyReport(Insights insights, RangeReader reader) {
    private static final Comparator<TopKeys.Entry> BY_SUM =
            Comparator.comparingDouble(TopKeys.Entry::sum).reversed();

    /** @param index the global index, or empty for the table itself */
    HotKeys.Answer of(TableDescriptor table, Optional<IndexDescriptor> index, int most) {
        var counts = insights.lately(table, index.map(IndexDescriptor::id).orElse(0));
        Function<KeyCounts.Rule, List<HotKeys.Key>> keys = rule -> greatest(counts, rule, most)
                .map(entry -> key(table, index, entry))
                .toList();
        return new HotKeys.Answer(
                counts.stream().mapToLong(KeyCounts::since).min().orElse(0),
                keys.apply(KeyCounts.Rule.ACCESSED_PARTITION_KEYS),
                keys.apply(KeyCounts.Rule.ACCESSED_KEYS),
                keys.apply(KeyCounts.Rule.THROTTLED_PARTITION_KEYS),
                keys.apply(KeyCounts.Rule.THROTTLED_KEYS));
    }

    private static Stream<TopKeys.Entry> greatest(List<KeyCounts> counts, KeyCounts.Rule rule, int most) {
        Map<ByteBuffer, TopKeys.Entry> sums = counts.stream()
                .flatMap(one -> one.greatest(rule, Integer.MAX_VALUE).stream())
                .collect(Collectors.toMap(TopKeys.Entry::key, Function.identity(), TopKeys.Entry::plus));
        return sums.values().stream().sorted(BY_SUM).limit(most);
    }

    private HotKeys.Key key(TableDescriptor table, Optional<IndexDescriptor> index, TopKeys.Entry entry) {
        var bytes = entry.key().array();
        var keys = index.map(IndexDescriptor::keys).orElse(table.keys());
        var ofPartition = bytes.length == KeyCounts.PARTITION_BYTES;
        var attributes = ofPartition ? keys.partition() : keys.attributes();
        return new HotKeys.Key(
                row(table, index, bytes).map(row -> text(row, attributes)).orElse(""),
                HexFormat.of().formatHex(bytes, 0, KeyCounts.PARTITION_BYTES),
                entry.sum(),
                entry.excess());
    }

    private static String text(StoredRow row, List<KeyAttribute> attributes) {
        return new String(ItemCodec.encode(KeyPart.of(row.item(), attributes)), UTF_8);
    }

    /** The first row whose key begins so. */
    private Optional<StoredRow> row(TableDescriptor table, Optional<IndexDescriptor> index, byte[] prefix) {
        var page =
                reader.page(new RangeRequest(table, index, prefix, Optional.empty(), true, false, 1, Long.MAX_VALUE));
        return page.rows().stream()
                .filter(row -> row.key().length >= prefix.length
                        && Arrays.equals(row.key(), 0, prefix.length, prefix, 0, prefix.length))
                .findFirst();
    }
}
