package io.galena.storage.index;

import static io.galena.storage.testing.TestingItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.IndexDescriptor.Projection;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingTables;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexMutationsTest {
    private static final IndexDescriptor ALL = TestingTables.index(1, "city", Projection.ALL);
    private static final IndexDescriptor KEYS = TestingTables.index(2, "city", Projection.KEYS_ONLY);
    private static final IndexDescriptor SOME = TestingTables.index(3, "city", Projection.INCLUDE, "age");
    private static final TableDescriptor TABLE = TestingTables.table(1, ALL, KEYS, SOME);

    @Test
    void aNewItemGetsAnEntryInEveryIndexWhoseKeyItHas() {
        var mutations = mutations(null, item("a", 1, "city", "Bonn", "age", 7, "more", "x"));

        assertThat(mutations).extracting(IndexMutation::index).containsExactly(ALL, KEYS, SOME);
        assertThat(mutations).allMatch(mutation -> mutation.removed().isEmpty());
        assertThat(mutations)
                .extracting(mutation -> mutation.put().orElseThrow().item())
                .containsExactly(
                        item("a", 1, "city", "Bonn", "age", 7, "more", "x"),
                        item("a", 1, "city", "Bonn"),
                        item("a", 1, "city", "Bonn", "age", 7));
    }

    @Test
    void anItemWithoutTheIndexKeyOrWithAnotherTypeOfItHasNoEntry() {
        assertThat(mutations(null, item("a", 1, "age", 7))).isEmpty();
        assertThat(mutations(null, item("a", 1, "city", 7))).isEmpty();
    }

    @Test
    void whatCannotBeAKeyLeavesTheItemOutOfAnIndexThatCameLater() {
        assertThat(mutations(null, item("a", 1, "city", ""))).isEmpty();
        assertThat(mutations(null, item("a", 1, "city", "x".repeat(1025)))).isEmpty();
        assertThat(mutations(null, item("a", 1, "city", "ü".repeat(513)))).isEmpty();
        assertThat(mutations(null, item("a", 1, "city", "ü".repeat(512)))).hasSize(3);
    }

    @Test
    void anIndexThatMayLackTheEntryGetsItAnyway() {
        var same = Optional.of(row(item("a", 1, "city", "Bonn")));

        var mutation = IndexMutations.rebuilt(KEYS, TABLE.keys(), same, same);

        assertThat(mutation.put()).isPresent();
        assertThat(mutation.moves()).isFalse();
    }

    @Test
    void aChangeOfWhatAnIndexDoesNotKeepLeavesItsEntry() {
        var mutations = mutations(item("a", 1, "city", "Bonn", "more", "x"), item("a", 1, "city", "Bonn", "more", "y"));

        assertThat(mutations).extracting(IndexMutation::index).containsExactly(ALL);
        assertThat(mutations.getFirst().moves()).isFalse();
    }

    @Test
    void anotherIndexKeyMovesTheEntry() {
        var mutations = mutations(item("a", 1, "city", "Bonn"), item("a", 1, "city", "Rome"));

        assertThat(mutations).hasSize(3).allMatch(IndexMutation::moves);
    }

    @Test
    void aDeletedItemOrALostIndexKeyTakesTheEntryAway() {
        var before = item("a", 1, "city", "Bonn");

        for (var after : Arrays.asList(null, item("a", 1))) {
            assertThat(mutations(before, after))
                    .hasSize(3)
                    .allMatch(mutation ->
                            mutation.put().isEmpty() && mutation.removed().isPresent());
        }
    }

    @Test
    void nothingComesOfAnItemThatStaysAsItIs() {
        assertThat(mutations(item("a", 1, "city", "Bonn"), item("a", 1, "city", "Bonn")))
                .isEmpty();
    }

    private static List<IndexMutation> mutations(@Nullable Item before, @Nullable Item after) {
        return IndexMutations.of(
                TABLE.localIndexes(),
                TABLE.keys(),
                Optional.ofNullable(before).map(IndexMutationsTest::row),
                Optional.ofNullable(after).map(IndexMutationsTest::row));
    }

    private static StoredRow row(Item item) {
        return new StoredRow(
                KeyCodec.rowKey(TABLE.keys(), item), ItemCodec.encode(item), (short) 0, ItemSize.of(item), 1);
    }
}
