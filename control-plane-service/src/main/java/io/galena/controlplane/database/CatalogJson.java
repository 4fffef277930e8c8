package io.galena.controlplane.database;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON in the catalog's columns. A component that an older row lacks is absent; one that a newer row has is an error. */
public final class CatalogJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CatalogJson() {}

    /** The JSON of a record or a list of records. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** What a column holds. */
    public static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }
}
