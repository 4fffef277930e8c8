package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An operation that the shard cannot carry out. */
class PoisonTest {
    @Test
    void itFailsAloneAmongTheOthersOfItsBatch() {
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        // PostgreSQL refuses index entries this long, when they cannot be compressed.
        var hugeKey = new byte[4_000];
        new Random(1).nextBytes(hugeKey);
        var commands = new ArrayList<WriteCommand>();
        for (var i = 0; i < 40; i++) {
            commands.add(
                    i == 17
                            ? new WriteCommand.Unconditional(table, hugeKey, put(item("poison", 0)))
                            : putting(table, item("a" + i, i)));
        }

        var outcomes = engine.writer().write(commands);

        for (var i = 0; i < 40; i++) {
            if (i == 17) {
                assertThat(outcomes.get(i))
                        .isInstanceOfSatisfying(
                                WriteOutcome.Failed.class,
                                failed -> assertThat(failed.error())
                                        .isInstanceOfSatisfying(
                                                DynamoDbException.class,
                                                error -> assertThat(error.type())
                                                        .isEqualTo(ErrorType.INTERNAL_SERVER_ERROR)));
            } else {
                assertThat(outcomes.get(i)).isInstanceOf(WriteOutcome.Done.class);
            }
        }
        assertThat(engine.scan(table).rows()).hasSize(39);
    }
}
