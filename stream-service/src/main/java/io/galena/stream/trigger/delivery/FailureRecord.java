package io.galena.stream.trigger.delivery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a batch that was given up. The records themselves can be read from the stream. */
final class FailureRecord {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FailureRecord() {}

    /**
     * The JSON, as Lambda writes it.
     *
     * @param condition why it was given up
     * @param attempts how often it was sent
     * @param last the last failure, if there was one
     */
    static byte[] of(
            List<EventRecord> records, Target target, String condition, int attempts, Optional<Outcome.Failed> last) {
        var request = new LinkedHashMap<String, Object>();
        request.put("requestId", UUID.randomUUID().toString());
        request.put("functionArn", target.functionArn());
        request.put("condition", condition);
        request.put("approximateInvokeCount", attempts);
        var record = new LinkedHashMap<String, Object>();
        record.put("requestContext", request);
        last.ifPresent(failure -> record.put("responseContext", response(failure)));
        record.put("version", "1.0");
        record.put(
                "timestamp", DateTimeFormatter.ISO_INSTANT.format(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        record.put("DDBStreamBatchInfo", batch(records, target));
        return MAPPER.writeValueAsBytes(record);
    }

    private static Map<String, Object> response(Outcome.Failed failure) {
        var response = new LinkedHashMap<String, Object>();
        response.put("statusCode", failure.status());
        response.put("executedVersion", "$LATEST");
        response.put("functionError", failure.error());
        return response;
    }

    private static Map<String, Object> batch(List<EventRecord> records, Target target) {
        var batch = new LinkedHashMap<String, Object>();
        batch.put("shardId", target.source().shardId());
        batch.put("startSequenceNumber", records.getFirst().sequenceNumber());
        batch.put("endSequenceNumber", records.getLast().sequenceNumber());
        batch.put("approximateArrivalOfFirstRecord", time(records.getFirst()));
        batch.put("approximateArrivalOfLastRecord", time(records.getLast()));
        batch.put("batchSize", records.size());
        batch.put("streamArn", target.source().streamArn());
        return batch;
    }

    private static String time(EventRecord record) {
        return Instant.ofEpochMilli(record.committed())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** What the batch was for. */
    record Target(String functionArn, Payload.Source source) {}
}
