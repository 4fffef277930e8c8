package io.galena.stream.trigger.delivery;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.kit.pattern.EventPattern;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which records of a stream go to a function: those that one of the patterns matches, or all if there are no patterns. */
public final class RecordFilter {
    private static final JsonMapper MAPPER = JsonMapper.builder(DynamoJson.factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final List<EventPattern> patterns;

    public RecordFilter(List<String> patterns) {
        this.patterns = patterns.stream().map(EventPattern::compile).toList();
    }

    public boolean passes(EventRecord record) {
        if (patterns.isEmpty()) {
            return true;
        }
        var event = MAPPER.readTree(record.json());
        return patterns.stream().anyMatch(pattern -> pattern.matches(event));
    }
}
