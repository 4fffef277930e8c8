package io.galena.stream.capture;

import io.galena.stream.kafka.LogPlace;
import io.galena.stream.kafka.ServerIdentity;
import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import io.galena.stream.capture.Outgoing.Mark;
import io.galena.stream.kafka.Generation;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes records of what transactions say, always the same ones in the same order. */
final class OutgoingRecords {
    private final ServerIdentity server;
    private final List<Header> generation;
    private final Set<OpenSpan> known;
    private final List<Outgoing> records = new ArrayList<>();
    private long committed;
    private int micros;
    private long end;
    private long number;

    /** @param known the stream shards that are open as far as Kafka knows; needed where a gap is told of */
    private OutgoingRecords(ServerIdentity server, long generation, Set<OpenSpan> known) {
        this.server = server;
        this.generation = Generation.headers(generation);
        this.known = known;
    }

    static List<Outgoing> of(
            ServerIdentity server, long generation, List<WalTransaction> transactions, Set<OpenSpan> known) {
        var records = new OutgoingRecords(server, generation, known);
        transactions.forEach(records::add);
        return records.records;
    }

    private void add(WalTransaction transaction) {
        committed = transaction.committed();
        micros = transaction.micros();
        end = transaction.end();
        number = 0;
        for (var entry : transaction.entries()) {
            switch (entry) {
                case LogEntry.Change change ->
                    add(
                            change.tableId(),
                            change.kafkaPartition(),
                            change.keys(),
                            ChangeJson.write(change, committed, micros));
                case LogEntry.Fence fence ->
                    add(fence.tableId(), fence.kafkaPartition(), null, ChangeJson.write(fence, committed));
                case LogEntry.Turn turn -> {
                    turn.closed().forEach(span -> close(turn.tableId(), span));
                    turn.opened().forEach(span -> open(turn.tableId(), span));
                }
                case LogEntry.Gap gap -> add(gap);
            }
        }
    }

    /**
     * Marks a gap in every stream shard that is open, or was, and wherever else changes are read. Marks that were lost with the
     * changes are made up for.
     */
    private void add(LogEntry.Gap gap) {
        for (var open : gap.open()) {
            if (!known.contains(open)) {
                open(open.tableId(), open.span());
            }
            gap(open, gap.reason());
        }
        gap.others()
                .forEach(place ->
                        add(place.tableId(), place.kafkaPartition(), null, ChangeJson.gap(gap.reason(), committed)));
        var ended = new HashSet<>(known);
        gap.open().forEach(ended::remove);
        ended.stream()
                .sorted(Comparator.comparing(open -> open.span().shardId()))
                .forEach(open -> {
                    gap(open, gap.reason());
                    close(open.tableId(), open.span());
                });
    }

    private void open(long tableId, ShardSpan span) {
        mark(new Mark(Kind.OPENED, tableId, span), ChangeJson.opened(span, committed));
    }

    private void close(long tableId, ShardSpan span) {
        mark(new Mark(Kind.CLOSED, tableId, span), ChangeJson.closed(span, committed));
    }

    private void gap(OpenSpan open, String reason) {
        mark(new Mark(Kind.GAP, open.tableId(), open.span()), ChangeJson.gap(open.span(), reason, committed));
    }

    private void mark(Mark mark, byte[] value) {
        add(mark.tableId(), mark.span().kafkaPartition(), null, value, Optional.of(mark));
    }

    private void add(long tableId, int partition, byte @Nullable [] key, byte[] value) {
        add(tableId, partition, key, value, Optional.empty());
    }

    private void add(long tableId, int partition, byte @Nullable [] key, byte[] value, Optional<Mark> mark) {
        var place = new LogPlace(server, end, number++);
        var content = new ProducerRecord<byte[], byte[]>(
                Topics.changes(tableId), partition, committed, key, value, List.of(place.header()));
        generation.forEach(content.headers()::add);
        records.add(new Outgoing(content, place, mark));
    }
}
