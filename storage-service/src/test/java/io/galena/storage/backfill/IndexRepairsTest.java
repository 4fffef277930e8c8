package io.galena.storage.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeFences;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangeReader;
import io.galena.storage.shard.Shards;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.ItemWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IndexRepairsTest {
    private static final int UNKNOWN_SHARD = 99;

    @Test
    void aTableThatCannotBeRepairedHoldsUpNoOther() throws InterruptedException {
        try (var engine = TestingEngine.start(2);
                var context = new AnnotationConfigApplicationContext();
                var repairs = repairs(engine, context)) {
            var broken = indexed(TestingTables.table(2));
            engine.catalog().put(TestingTables.withPartitions(broken, onUnknownShard(broken)));
            var whole = engine.apply(indexed(TestingTables.table(2)));
            note(engine, broken);
            note(engine, whole);

            repairs.start();

            while (progress(engine, whole).isEmpty()) {
                Thread.sleep(50);
            }
            assertThat(progress(engine, whole)).startsWith("settling:");
            assertThat(progress(engine, broken)).isEmpty();
            assertThat(broken.id()).isLessThan(whole.id());
        }
    }

    private static IndexRepairs repairs(TestingEngine engine, AnnotationConfigApplicationContext context) {
        context.registerBean(Catalog.class, engine::catalog);
        context.registerBean(Shards.class, engine::shards);
        context.registerBean(ItemWriter.class, engine::writer);
        context.registerBean("ownRangeReader", RangeReader.class, engine::ranges);
        context.registerBean("ownPointReader", PointReader.class, engine::points);
        context.register(
                ChangeFences.class,
                IndexFences.class,
                Steps.class,
                WrongEntries.class,
                OlderItems.class,
                IndexRepair.class);
        context.refresh();
        return new IndexRepairs(
                engine.catalog(), engine.shards(), context.getBean(IndexRepair.class), new SimpleMeterRegistry());
    }

    private static TableDescriptor indexed(TableDescriptor table) {
        return TestingTables.withStream(TestingTables.withGlobalIndex(table, 1, "name"));
    }

    private static List<PartitionDescriptor> onUnknownShard(TableDescriptor table) {
        return table.partitions().stream()
                .map(partition -> partition.id() == 0
                        ? partition
                        : new PartitionDescriptor(
                                partition.id(), partition.first(), partition.last(), UNKNOWN_SHARD, partition.epoch()))
                .toList();
    }

    private static void note(TestingEngine engine, TableDescriptor table) {
        jdbc(engine)
                .sql("INSERT INTO galena.index_repair (table_id, round, progress) VALUES (?, 1, '')")
                .param(table.id())
                .update();
    }

    private static String progress(TestingEngine engine, TableDescriptor table) {
        return jdbc(engine)
                .sql("SELECT progress FROM galena.index_repair WHERE table_id = ?")
                .param(table.id())
                .query(String.class)
                .single();
    }

    private static JdbcClient jdbc(TestingEngine engine) {
        return JdbcClient.create(engine.shards().all().getFirst().pool());
    }
}
