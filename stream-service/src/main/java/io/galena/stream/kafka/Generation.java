package io.galena.stream.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * How often Kafka had lost changes of a shard when a record was published: a header of records of tables' topics, missing as long
 * as none were lost.
 */
public final class Generation {
    /** The header's name. */
    public static final String HEADER = "generation";

    private Generation() {}

    /** The generation that a record was published in. */
    public static long of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null ? 0 : Long.parseLong(new String(header.value(), US_ASCII));
    }

    /** What tells it. */
    public static List<Header> headers(long generation) {
        return generation == 0
                ? List.of()
                : List.of(new RecordHeader(HEADER, Long.toString(generation).getBytes(US_ASCII)));
    }
}
