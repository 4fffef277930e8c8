package io.galena.storage.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class ConsumedCapacityTest {
    private static final ConsumedCapacity WRITE =
            new ConsumedCapacity("music", 1.0, Map.of("byYear", 2.0), Map.of("byLabel", 0.5));

    @Test
    void isNotToldUnlessAskedFor() {
        assertThat(written(WRITE, ReturnConsumedCapacity.NONE)).isEqualTo("{}");
    }

    @Test
    void totalCountsTableAndIndexesTogether() {
        assertThat(written(WRITE, ReturnConsumedCapacity.TOTAL))
                .isEqualTo("{\"ConsumedCapacity\":{\"CapacityUnits\":3.5,\"TableName\":\"music\"}}");
    }

    @Test
    void indexesTellsTheSharesOfTableAndIndexes() {
        assertThat(written(WRITE, ReturnConsumedCapacity.INDEXES))
                .isEqualTo("{\"ConsumedCapacity\":{\"CapacityUnits\":3.5,\"TableName\":\"music\","
                        + "\"Table\":{\"CapacityUnits\":1.0},"
                        + "\"LocalSecondaryIndexes\":{\"byYear\":{\"CapacityUnits\":2.0}},"
                        + "\"GlobalSecondaryIndexes\":{\"byLabel\":{\"CapacityUnits\":0.5}}}}");
    }

    @Test
    void indexesThatWereNotTouchedAreNotMentioned() {
        assertThat(written(ConsumedCapacity.ofTable("music", 0.5), ReturnConsumedCapacity.INDEXES))
                .isEqualTo("{\"ConsumedCapacity\":{\"CapacityUnits\":0.5,\"TableName\":\"music\","
                        + "\"Table\":{\"CapacityUnits\":0.5}}}");
    }

    @Test
    void costsOfSeveralItemsAddUpIndexByIndex() {
        var sum = WRITE.plus(new ConsumedCapacity(
                "music", 4.0, Map.of("byYear", 1.0, "byGenre", 1.0), Map.of("byLabel", 1.0, "byMood", 1.0)));

        assertThat(sum)
                .isEqualTo(new ConsumedCapacity(
                        "music", 5.0, Map.of("byYear", 3.0, "byGenre", 1.0), Map.of("byLabel", 1.5, "byMood", 1.0)));
        assertThat(sum.total()).isEqualTo(11.5);
    }

    @Test
    void batchTellsEachTable() {
        var text = new StringWriter();
        try (var json = generator(text)) {
            json.writeStartObject();
            ConsumedCapacity.writeMember(
                    List.of(WRITE, ConsumedCapacity.ofTable("other", 1.0)), ReturnConsumedCapacity.TOTAL, json);
            json.writeEndObject();
        }

        assertThat(text)
                .hasToString("{\"ConsumedCapacity\":[{\"CapacityUnits\":3.5,\"TableName\":\"music\"},"
                        + "{\"CapacityUnits\":1.0,\"TableName\":\"other\"}]}");
    }

    private static String written(ConsumedCapacity capacity, ReturnConsumedCapacity detail) {
        var text = new StringWriter();
        try (var json = generator(text)) {
            json.writeStartObject();
            capacity.writeMember(detail, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static JsonGenerator generator(StringWriter text) {
        return new JsonFactory().createGenerator(ObjectWriteContext.empty(), text);
    }
}
