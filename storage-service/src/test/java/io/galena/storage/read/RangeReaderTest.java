package io.galena.storage.read;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rowsOfAPartitionKeyComeInTheOrderOfTheSortKeyBothWays(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        fill(engine, table, 3, -50, 50);
        var from = Arrays.copyOf(key(table, "p1", 0), 16);
        var to = from.clone();
        to[15]++;

        var forward = engine.ranges()
                .page(new RangeRequest(table, Optional.empty(), from, Optional.of(to), true, true, 1000, 1 << 20));
        var backward = engine.ranges()
                .page(new RangeRequest(table, Optional.empty(), from, Optional.of(to), false, true, 1000, 1 << 20));

        assertThat(sorts(forward)).hasSize(100).isSorted().startsWith(-50L).endsWith(49L);
        assertThat(sorts(backward)).containsExactlyElementsOf(sorts(forward).reversed());
        assertThat(forward.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pagesTogetherHoldEveryRowOnceBothWays(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        fill(engine, table, 40, 0, 5);

        for (var forward : new boolean[] {true, false}) {
            var seen = new ArrayList<Item>();
            var from = new byte[0];
            var to = Optional.<byte[]>empty();
            var complete = false;
            while (!complete) {
                var page = engine.ranges()
                        .page(new RangeRequest(table, Optional.empty(), from, to, forward, true, 7, 1 << 20));
                assertThat(page.rows()).hasSizeLessThanOrEqualTo(7);
                page.rows().forEach(row -> seen.add(row.item()));
                complete = page.complete();
                if (!complete) {
                    var last = page.rows().getLast().key();
                    from = forward ? RangeRequest.after(last) : from;
                    to = forward ? to : Optional.of(last);
                }
            }
            assertThat(seen).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void segmentsTogetherHoldEveryRowOnce(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        fill(engine, table, 60, 0, 2);
        var seen = new ArrayList<Item>();

        for (var segment = 0; segment < 7; segment++) {
            var from = bound(segment);
            var to = segment == 6 ? Optional.<byte[]>empty() : Optional.of(bound(segment + 1));
            var page = engine.ranges()
                    .page(new RangeRequest(table, Optional.empty(), from, to, true, false, 1000, 1 << 20));
            page.rows().forEach(row -> seen.add(row.item()));
        }

        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPageEndsWithTheRowThatReachesTheByteLimit(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var size = put(item("p", 1, "v", "x".repeat(1000))).size();
        for (var i = 1; i <= 20; i++) {
            engine.writer().write(putting(table, item("p", i, "v", "x".repeat(1000))));
        }

        var exact = page(engine, table, 5L * size);
        var above = page(engine, table, 5L * size + 1);
        var all = page(engine, table, 1 << 20);

        assertThat(exact.rows()).hasSize(5);
        assertThat(exact.complete()).isFalse();
        assertThat(above.rows()).hasSize(6);
        assertThat(all.rows()).hasSize(20);
        assertThat(all.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void longRangesOfSmallRowsAreReadInChunks(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        fill(engine, table, 4, 0, 1_500);

        var rows = engine.scan(table).rows();

        assertThat(rows).extracting(StoredRow::item).hasSize(6_000).doesNotHaveDuplicates();
    }

    private static RangePage page(TestingEngine engine, TableDescriptor table, long maxBytes) {
        return engine.ranges()
                .page(new RangeRequest(
                        table, Optional.empty(), new byte[0], Optional.empty(), true, true, 1000, maxBytes));
    }

    private static List<Long> sorts(RangePage page) {
        return page.rows().stream()
                .map(row -> TestingItems.integer(row.item(), "sk"))
                .toList();
    }

    private static byte[] bound(int segment) {
        return ByteBuffer.allocate(8)
                .putLong(segment * Long.divideUnsigned(-1, 7))
                .array();
    }

    private static void fill(TestingEngine engine, TableDescriptor table, int partitionKeys, int from, int to) {
        var commands = new ArrayList<WriteCommand>();
        for (var p = 0; p < partitionKeys; p++) {
            for (var sk = from; sk < to; sk++) {
                commands.add(putting(table, item("p" + p, sk)));
            }
        }
        for (var i = 0; i < commands.size(); i += 500) {
            engine.writer().write(commands.subList(i, Math.min(i + 500, commands.size())));
        }
    }
}
