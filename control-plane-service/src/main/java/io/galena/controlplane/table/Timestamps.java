package io.galena.controlplane.table;

import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Times in answers: seconds since 1970 with three decimals. */
final class Timestamps {
    private Timestamps() {}

    static void write(JsonGenerator json, String member, Instant time) {
        json.writeName(member);
        json.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
    }
}
