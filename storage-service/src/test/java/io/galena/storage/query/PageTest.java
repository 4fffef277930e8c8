package io.galena.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingItems;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void knowsHowMuchRoomItTakes() {
        var items = IntStream.range(0, 1_000)
                .mapToObj(i -> ItemCodec.encode(TestingItems.item("a", i, "text", i)))
                .map(bytes -> new StoredRow(new byte[] {1}, bytes, StoredRow.CANONICAL_JSON, 100, 1))
                .map(row -> AnswerItem.of(row, Optional.empty()))
                .toList();
        var page = new Page(
                Optional.of(items),
                items.size(),
                items.size(),
                Optional.of(TestingItems.item("a", 999, "text", 1)),
                ConsumedCapacity.ofTable("music", 0.5),
                ReturnConsumedCapacity.INDEXES);

        assertThat(page.length()).isBetween(written(page), written(page) + 5_000);
    }

    @Test
    void countsAloneTakeLittle() {
        var page = new Page(
                Optional.empty(),
                7,
                9,
                Optional.empty(),
                ConsumedCapacity.ofTable("music", 0.5),
                ReturnConsumedCapacity.NONE);

        assertThat(page.length()).isBetween(written(page), 1_000);
    }

    private static int written(Page page) {
        var bytes = new ByteArrayOutputStream();
        try (var json = BodyFormat.JSON.generator(bytes)) {
            json.writeStartObject();
            page.write(json);
            json.writeEndObject();
        }
        return bytes.size();
    }
}
