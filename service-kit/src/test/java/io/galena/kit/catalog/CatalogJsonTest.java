package io.galena.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import java.time.Instant;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.kit.operation.Caller;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.MappingSettings;
import io.galena.kit.trigger.ReportMapping;
import io.galena.kit.trigger.TriggerCall;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.destination.ReportDestination;
import io.galena.kit.trigger.TriggerSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The records of internal operations survive the way through JSON, as the distributed mode sends them. */
class CatalogJsonTest {
    private final JsonMapper mapper = JsonMapper.builder().build();

    static List<Object> records() {
        var table = table();
        return List.of(
                table,
                new CatalogChanges.Request("storage-1", "", 0, 20_000),
                new CatalogChanges.Answer(
                        "c0ffee",
                        Long.MAX_VALUE,
                        true,
                        List.of(table),
                        List.of(1L, 1L << 40),
                        List.of(new ShardDescriptor(0, "jdbc:postgresql://localhost/galena_shard_0", 5)),
                        List.of(new CredentialDescriptor("galena", "000000000000", "AAEC")),
                        List.of("old"),
                        List.of(stream(), disabledStream()),
                        List.of(2L),
                        Optional.of(triggers()),
                        Optional.of(List.of(kinesisStream())),
                        Optional.of(List.of(destination()))),
                new ReportDestination.Request(4, ReportDestination.Event.CHANGED, "MICROSECOND"),
                new ReportDestination.Answer(),
                new FenceChanges.Request(7, table.partitions(), 4, 9),
                new FenceChanges.Answer(),
                new TriggerCall.Request(
                        new Caller("000000000000", "us-east-1", "galena", "r"),
                        "GET",
                        TriggerCall.MAPPINGS,
                        Map.of("MaxItems", "1"),
                        ""),
                new TriggerCall.Answer(404, "ResourceNotFoundException", "{}"),
                new ReportMapping.Request("u", true, Optional.of("OK")),
                new ReportMapping.Answer(),
                new FindKinesisStream.Request("000000000000", "changes", 0),
                new FindKinesisStream.Answer(Optional.of(kinesisStream())),
                new ReportKinesisTopic.Request(7, 2, Optional.of("AAAAAAAAAAAAAAAAAAAAAA")),
                new ReportKinesisTopic.Answer(Optional.empty()),
                FindTable.Request.named("000000000000", "Music"),
                FindTable.Request.numbered(7),
                new FindTable.Answer("c0ffee", 12, Optional.of(table)),
                new FindTable.Answer("c0ffee", 12, Optional.empty()),
                new ApplyTable.Request(table),
                new ApplyTable.Answer(),
                new DropTable.Request(table),
                new BackfillIndex.Request(1L << 40, 2, 3, "half"),
                new BackfillIndex.Answer("half", false, true),
                new DropTable.Answer(),
                new CutStream.Request(1L << 40, 4),
                new CutStream.Answer(),
                new TableStatistics.Request(List.of(1L, 2L)),
                new TableStatistics.Answer(List.of(new TableStatistics.Entry(
                        1, 1L << 33, 1L << 50, List.of(new TableStatistics.IndexEntry(3, 5, 8))))));
    }

    private static DestinationDescriptor destination() {
        return new DestinationDescriptor(
                4,
                7,
                "000000000000",
                "us-east-1",
                "Music",
                3,
                "arn:aws:kinesis:us-east-1:000000000000:stream/music",
                DestinationStatus.UPDATING,
                DestinationPrecision.MICROSECOND,
                2);
    }

    private static TriggerSet triggers() {
        var settings = new MappingSettings(
                MappingSettings.LATEST, 100, 5, 2, List.of("{}"), -1, 60, true, true, 30, Optional.of("kafka://lost"));
        return new TriggerSet(
                List.of(new FunctionDescriptor(
                        "000000000000", "us-east-1", "f", FunctionDescriptor.Kind.LAMBDA, "http://f", "function", 3)),
                List.of(new MappingDescriptor("u", "000000000000", "us-east-1", "f", "arn", true, false, settings)));
    }

    private static KinesisStreamDescriptor kinesisStream() {
        return new KinesisStreamDescriptor(
                7,
                "000000000000",
                "us-east-1",
                "changes",
                "PROVISIONED",
                3,
                48,
                KinesisStreamStatus.ACTIVE,
                Instant.ofEpochMilli(1_795_275_485_123L),
                Optional.of("AAAAAAAAAAAAAAAAAAAAAA"),
                2);
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordsSurviveJson(Object value) {
        var json = mapper.writeValueAsString(value);

        assertThat(mapper.readValue(json, value.getClass())).isEqualTo(value);
    }

    private static TableDescriptor table() {
        var artist = new KeyAttribute("Artist", AttributeType.S);
        var index = IndexDescriptor.local(
                3,
                "ByYear",
                new KeySchema(List.of(artist), List.of(new KeyAttribute("Year", AttributeType.N))),
                IndexDescriptor.Projection.INCLUDE,
                Set.of("Label", "Länge"));
        return new TableDescriptor(
                1L << 40,
                "1f0c63b5-3a14-4f38-9e3c-6d2f1d6c2a10",
                "000000000000",
                "us-east-1",
                "Music",
                TableStatus.ACTIVE,
                2,
                new KeySchema(List.of(artist), List.of(new KeyAttribute("Song", AttributeType.B))),
                List.of(index),
                List.of(),
                Optional.of("expires"),
                List.of(
                        new PartitionDescriptor(0, 0, Long.MAX_VALUE, 0, 1),
                        new PartitionDescriptor(1, Long.MIN_VALUE, -1, 1, 1)),
                Optional.of(new ChangeLogDescriptor(5, 3, stream().shards())),
                Optional.of(new CapacityDescriptor(true, 5, 7, List.of(new CapacityDescriptor.Index(3, 1, 2)))),
                List.of(new InsightsDescriptor(0, true), new InsightsDescriptor(3, false)));
    }

    private static StreamDescriptor stream() {
        return new StreamDescriptor(
                5,
                1L << 40,
                "000000000000",
                "us-east-1",
                "Music",
                "2026-11-21T14:00:00.123",
                "NEW_AND_OLD_IMAGES",
                StreamStatus.ENABLED,
                new KeySchema(List.of(new KeyAttribute("Artist", AttributeType.S)), List.of()),
                Instant.parse("2026-11-21T14:00:00.123Z"),
                Optional.empty(),
                List.of(
                        new StreamShardDescriptor(
                                "shardId-00000001795269600123-00000001", Optional.empty(), 1, 0, 0, Long.MAX_VALUE),
                        new StreamShardDescriptor(
                                "shardId-00000001795269600124-00000002",
                                Optional.of("shardId-00000001795269600123-00000001"),
                                2,
                                1,
                                Long.MIN_VALUE,
                                -1)));
    }

    private static StreamDescriptor disabledStream() {
        var on = stream();
        return new StreamDescriptor(
                6,
                on.tableId(),
                on.account(),
                on.region(),
                on.table(),
                on.label(),
                on.viewType(),
                StreamStatus.DISABLED,
                on.keys(),
                on.created(),
                Optional.of(on.created().plusNanos(1_000_000)),
                List.of());
    }
}
