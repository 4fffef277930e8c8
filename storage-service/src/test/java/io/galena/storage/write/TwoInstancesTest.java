package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.integer;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances on the same shards; the second one's clock is ten seconds ahead. */
class TwoInstancesTest {
    private static final TestingEngine ONE_SHARD = TestingEngine.shared(1);
    private static final TestingEngine ONE_SHARD_AHEAD = ONE_SHARD.another(Duration.ofSeconds(10));
    private static final TestingEngine THREE_SHARDS = TestingEngine.shared(3);
    private static final TestingEngine THREE_SHARDS_AHEAD = THREE_SHARDS.another(Duration.ofSeconds(10));

    @AfterAll
    static void stop() {
        ONE_SHARD_AHEAD.close();
        THREE_SHARDS_AHEAD.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void countersLoseNothing(int shards) throws Exception {
        var instances = instances(shards);
        var table = instances.getFirst().apply(TestingTables.table(shards));

        TestingClients.run(16, client -> {
            for (var i = 0; i < 40; i++) {
                var key = "counter" + i % 4;
                instances.get(client % 2).writer().write(deciding(table, key, 0, current -> increment(key, current)));
            }
        });

        for (var i = 0; i < 4; i++) {
            var count = instances.getFirst().item(table, "counter" + i, 0).orElseThrow();
            assertThat(integer(count, "n")).isEqualTo(16 * 10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void onlyOneOfManyConditionalCreatesSucceeds(int shards) throws Exception {
        var instances = instances(shards);
        var table = instances.getFirst().apply(TestingTables.table(shards));
        var created = new AtomicInteger();

        TestingClients.run(16, client -> {
            for (var i = 0; i < 30; i++) {
                var key = "k" + i;
                if (creates(instances.get(client % 2), deciding(table, key, 0, current -> create(key, current)))) {
                    created.incrementAndGet();
                }
            }
        });

        assertThat(created).hasValue(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void versionsOfAKeyStrictlyIncreaseThroughDeletes(int shards) {
        var instances = instances(shards);
        var table = instances.getFirst().apply(TestingTables.table(shards));
        var last = 0L;

        for (var i = 0; i < 12; i++) {
            var writer = instances.get(i % 2).writer();
            var version = writer.write(putting(table, item("a", 1)))
                    .after()
                    .orElseThrow()
                    .version();
            assertThat(version).isGreaterThan(last);
            last = version;
            if (i % 3 == 0) {
                instances.get((i + 1) % 2).writer().write(deleting(table, "a", 1));
                var again = writer.write(putting(table, item("a", 1)))
                        .after()
                        .orElseThrow()
                        .version();
                // The deletion took a version of its own in between.
                assertThat(again).isGreaterThan(last + 1);
                last = again;
            }
        }
    }

    private static List<TestingEngine> instances(int shards) {
        return shards == 1 ? List.of(ONE_SHARD, ONE_SHARD_AHEAD) : List.of(THREE_SHARDS, THREE_SHARDS_AHEAD);
    }

    private static boolean creates(TestingEngine instance, WriteCommand command) {
        try {
            instance.writer().write(command);
            return true;
        } catch (DynamoDbException e) {
            return false;
        }
    }

    private static Change create(String key, Optional<StoredRow> current) {
        if (current.isPresent()) {
            throw DynamoDbException.conditionalCheckFailed(Optional.empty());
        }
        return put(item(key, 0));
    }

    private static Change increment(String key, Optional<StoredRow> current) {
        var count = current.map(row -> integer(row.item(), "n")).orElse(0L);
        return put(item(key, 0, "n", count + 1));
    }
}
