package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.changing;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static io.galena.storage.coordinator.TestingTransactions.sum;
import static io.galena.storage.coordinator.TestingTransactions.token;
import static io.galena.storage.testing.TestingItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens are good when shards are added: in whichever order instances hear of that, a repeated request is done once. */
class AddedShardTest {
    private static final int TOKENS = 30;

    private final List<ShardDescriptor> shards = TestingShards.fresh(2);
    private final TestingEngine before = TestingEngine.on(new TestingCatalog(shards.subList(0, 1)));
    private final TableDescriptor table = before.apply(TestingTables.table(1));

    @AfterEach
    void close() {
        before.close();
    }

    @Test
    void requestsFromBeforeAreDoneOnce() {
        repeat(before, addedAgo(Duration.ofSeconds(10)));
        repeat(before, addedAgo(Duration.ofMinutes(2)));
        repeat(before, addedAgo(Duration.ofMinutes(11)));
    }

    @Test
    void requestsThatSomebodyRepeatsWhoHasNotHeardOfTheShardAreDoneOnce() {
        repeat(addedAgo(Duration.ofSeconds(10)), before);
    }

    @Test
    void requestsAreDoneOnceWhateverTheClocksOfTwoInstancesSay() {
        repeat(addedAgo(Duration.ofSeconds(50)), addedAgo(Duration.ofSeconds(70)));
        repeat(addedAgo(Duration.ofSeconds(70)), addedAgo(Duration.ofSeconds(50)));
        repeat(addedAgo(Duration.ofSeconds(70)), addedAgo(Duration.ofMinutes(11)));
        repeat(addedAgo(Duration.ofMinutes(11)), addedAgo(Duration.ofMinutes(20)));
        repeat(addedAgo(Duration.ofMinutes(20)), addedAgo(Duration.ofMinutes(11)));
    }

    @Test
    void aNewShardTakesOverItsShare() {
        try (var later = addedAgo(Duration.ofMinutes(20))) {
            for (var i = 0; i < TOKENS; i++) {
                write(later, "later-" + i);
            }

            assertThat(sum(later, "SELECT count(*) FROM galena.transaction_token"))
                    .isEqualTo(TOKENS);
            assertThat(sum(before, "SELECT count(*) FROM galena.transaction_token"))
                    .isBetween(1L, TOKENS - 1L);
        }
    }

    /** Sends requests to one instance, and the same ones to another. */
    private void repeat(TestingEngine first, TestingEngine second) {
        var begin = number(before, table, "a");
        for (var i = 0; i < TOKENS; i++) {
            var name = begin + "-" + i;
            assertThat(write(first, name)).isInstanceOf(TransactionOutcome.Done.class);
            assertThat(write(second, name)).isInstanceOf(TransactionOutcome.Repeated.class);
        }
        assertThat(number(before, table, "a")).isEqualTo(begin + TOKENS);
        List.of(first, second).stream().filter(engine -> engine != before).forEach(TestingEngine::close);
    }

    private TransactionOutcome write(TestingEngine engine, String name) {
        var increment = changing(
                table,
                "a",
                current -> item(
                        "a",
                        0,
                        "n",
                        current.map(found -> TestingItems.integer(found, "n")).orElse(0L) + 1));
        return engine.transactions().write(List.of(increment), Optional.of(token(name, "request")));
    }

    /** An instance that knows a second shard, and has the time at which that has been there for so long. */
    private TestingEngine addedAgo(Duration duration) {
        var added = shards.get(1);
        var catalog = new TestingCatalog(List.of(
                shards.get(0),
                new ShardDescriptor(added.id(), added.jdbcUrl(), System.currentTimeMillis() - duration.toMillis())));
        catalog.put(table);
        return TestingEngine.on(catalog);
    }
}
