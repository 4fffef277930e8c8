package io.galena.controlplane.stream;

import io.galena.controlplane.definition.AttributeDefinition;
import io.galena.controlplane.definition.KeyElement;
import java.time.Instant;
import java.util.List;

/**
 * A stream that is to be turned on.
 *
 * @param attributes the attributes that {@code keySchema} refers to, and perhaps others
 * @param keySchema that of the table, which the stream goes on to show when the table is gone
 */
public record NewStream(
        long tableId,
        String account,
        String region,
        String table,
        String label,
        String viewType,
        List<AttributeDefinition> attributes,
        List<KeyElement> keySchema,
        Instant created) {
    public NewStream {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
    }
}
