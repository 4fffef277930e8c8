package io.galena.storage.answer;

import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.RawJson;
import io.galena.storage.row.StoredRow;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** An item in an answer. An item that is shown whole is copied from its stored bytes, which nobody parses. */
public sealed interface AnswerItem {
    /** Writes the item as a JSON object, where the generator stands. */
    void write(JsonGenerator json);

    /** How many bytes it takes, if that is known, otherwise 0. */
    int length();

    /** The stored item, or the parts of it that the request wants. */
    static AnswerItem of(StoredRow row, Optional<Projection> projection) {
        return projection
                .<AnswerItem>map(wanted -> new Part(wanted.apply(row.itemWith(wanted.selection()))))
                .orElseGet(() -> new Whole(row));
    }

    /** What an image of an item has in the places that an update names; nothing rather than an empty item. */
    static Optional<AnswerItem> updated(Update update, Optional<StoredRow> image) {
        var named = new Projection(
                update.actions().stream().map(Update.Action::path).toList());
        return image.map(row -> named.apply(row.itemWith(named.selection())))
                .filter(part -> !part.isEmpty())
                .map(Part::new);
    }

    /** An item as it is stored. */
    record Whole(StoredRow row) implements AnswerItem {
        @Override
        public void write(JsonGenerator json) {
            json.writeRawValue(new RawJson(row.bytes()));
        }

        @Override
        public int length() {
            return row.bytes().length;
        }
    }

    /** A part of an item. */
    record Part(Item item) implements AnswerItem {
        @Override
        public void write(JsonGenerator json) {
            ItemCodec.write(item, json);
        }

        @Override
        public int length() {
            return 0;
        }
    }
}
