package io.galena.storage.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingTables;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingWriteTest {
    @Test
    void whatTheChangeLogTellsOfAnItemIsForTheIndexesThatAreLeft() {
        var before = table(2);

        assertThat(reindexed(before, before)).hasValue(1);
        assertThat(reindexed(before, without(before, 1))).hasValue(2);
        assertThat(reindexed(before, TestingTables.withoutGlobalIndexes(before)))
                .isEmpty();
    }

    @Test
    void anEntryThatIsWrittenWithTheItemIsForItsIndexAlone() {
        var before = table(1);

        assertThat(reindexed(before, before)).hasValue(1);
        assertThat(reindexed(before, without(before, 1))).isEmpty();
    }

    private static Optional<Integer> reindexed(TableDescriptor then, TableDescriptor now) {
        var command = new WriteCommand.Reindex(then, new byte[Long.BYTES], 1);
        return new PendingWrite(command, now).reindexed().map(IndexDescriptor::id);
    }

    private static TableDescriptor table(int shards) {
        return TestingTables.withGlobalIndex(
                TestingTables.withGlobalIndex(TestingTables.table(shards), 1, "first"), 2, "second");
    }

    private static TableDescriptor without(TableDescriptor table, int index) {
        return TestingTables.withGlobalIndexes(
                table,
                table.globalIndexes().stream()
                        .filter(each -> each.id() != index)
                        .toList());
    }
}
