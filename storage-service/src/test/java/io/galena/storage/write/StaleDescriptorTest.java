package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that have not heard of a change. */
class StaleDescriptorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aWriterThatIsBehindLoadsTheTableAgain(int shards) {
        var engine = TestingEngine.shared(shards);
        var old = engine.apply(TestingTables.table(shards));
        engine.apply(TestingTables.withTtl(old, Optional.of("expires")));

        engine.writer().write(putting(old, item("a", 1, "expires", 1_900_000_000L)));

        assertThat(engine.item(old, "a", 1)).isPresent();
        assertThat(engine.points().read(old, List.of(key(old, "a", 1)), true).getFirst())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anInstanceThatIsCutOffCanNeitherWriteNorReadConsistently(int shards) {
        var engine = TestingEngine.shared(shards);
        var old = engine.apply(TestingTables.table(shards));
        engine.writer().write(putting(old, item("a", 1)));
        try (var cutOff = engine.cutOff()) {
            engine.apply(TestingTables.next(old));

            assertThatThrownBy(() -> cutOff.writer().write(putting(old, item("b", 1))))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR));
            assertThatThrownBy(() -> cutOff.row(old, "a", 1))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR));
            assertThatThrownBy(() -> cutOff.scan(old)).isInstanceOf(DynamoDbException.class);
            assertThat(cutOff.points()
                            .read(old, List.of(key(old, "a", 1)), false)
                            .getFirst())
                    .isPresent();
        }

        assertThat(engine.item(old, "b", 1)).isEmpty();
    }

    @Test
    void whoHasNotHeardThatARangeMovedCannotWriteToItsOldShard() {
        var engine = TestingEngine.shared(3);
        var old = engine.apply(TestingTables.table(1));
        try (var cutOff = engine.cutOff()) {
            var moved = engine.apply(TestingTables.withPartitions(
                    TestingTables.next(old), List.of(new PartitionDescriptor(0, 0, -1, 1, 2))));

            assertThatThrownBy(() -> cutOff.writer().write(putting(old, item("a", 1))))
                    .isInstanceOf(DynamoDbException.class);
            engine.writer().write(putting(moved, item("a", 2)));

            assertThat(engine.item(moved, "a", 1)).isEmpty();
            assertThat(engine.item(moved, "a", 2)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTableThatIsGoneIsNotFound(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        engine.writer().write(putting(table, item("a", 1)));

        engine.schemas().drop(table);
        engine.catalog().forget(table.id());

        assertNotFound(() -> engine.writer().write(putting(table, item("a", 1))));
        assertNotFound(() -> engine.row(table, "a", 1));
        assertNotFound(() -> engine.points().read(table, List.of(key(table, "a", 1)), false));
        assertNotFound(() -> engine.scan(table));
    }

    private static void assertNotFound(Runnable operation) {
        assertThatThrownBy(operation::run)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.RESOURCE_NOT_FOUND));
    }
}
