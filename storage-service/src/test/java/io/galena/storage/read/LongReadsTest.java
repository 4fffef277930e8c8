package io.galena.storage.read;

import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.Lane;
import io.galena.storage.lane.Lanes;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongReadsTest {
    private static final int ITEMS = 250;

    private final TestingEngine engine = TestingEngine.shared(1);
    private final LongReads turns = new LongReads(1, Duration.ofMillis(50));
    private final Lanes<PendingRange> lanes = new Lanes<>(shard -> List.of(new Lane<>(
            "test", engine.shards().require(shard)::connect, TestingShards.limits(), new RangeBatchRunner())));
    private final RangeReader reader = new SqlRangeReader(
            engine.shards(), new CurrentTables(engine.catalog(), Duration.ofSeconds(5)), lanes, turns);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void onlyWhatGoesBeyondTheFirstRowsWaitsForATurn() throws InterruptedException {
        var table = filled();
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var holder = Thread.startVirtualThread(() -> turns.inTurn(() -> {
            held.countDown();
            await(done);
            return "read";
        }));
        await(held);

        assertThat(reader.page(request(table, 100)).rows()).hasSize(100);
        assertThatThrownBy(() -> reader.page(request(table, ITEMS)))
                .asInstanceOf(type(DynamoDbException.class))
                .extracting(DynamoDbException::type)
                .isEqualTo(ErrorType.THROTTLING);

        done.countDown();
        holder.join();
        assertThat(reader.page(request(table, ITEMS)).rows()).hasSize(ITEMS);
    }

    @Test
    void aReadThatFailsGivesItsTurnBack() {
        for (var tried = 0; tried < 3; tried++) {
            assertThatThrownBy(() -> turns.inTurn(() -> {
                        throw new IllegalStateException("fails");
                    }))
                    .hasMessage("fails");
        }
        assertThat(turns.inTurn(() -> "read")).isEqualTo("read");
    }

    private TableDescriptor filled() {
        var table = engine.apply(TestingTables.table(1));
        engine.writer()
                .write(LongStream.range(0, ITEMS)
                        .mapToObj(sort -> putting(table, TestingItems.item("p", sort)))
                        .toList());
        return table;
    }

    private static RangeRequest request(TableDescriptor table, int rows) {
        return new RangeRequest(table, Optional.empty(), new byte[0], Optional.empty(), true, true, rows, 1 << 20);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
