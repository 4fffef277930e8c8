package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Scans must not stand in the way of point reads. The aim is a p99 of GetItem within 3 times its quiet value, measured on a
 * machine that does nothing else ({@code -Dgalena.latency.factor=3 -Dgalena.latency.reads=20000}). Within the build, where
 * tests of other modules and the client share two processors, this looks only for reads that queue behind scans.
 */
class ScanLatencyTest {
    private static final double FACTOR = Double.parseDouble(System.getProperty("galena.latency.factor", "10"));
    private static final int READS = Integer.getInteger("galena.latency.reads", 500);

    /** What else the machine has to do disturbs some attempts; a queue disturbs all. */
    private static final int ATTEMPTS = 3;

    /** Times this factor is what a read would wait in a queue behind eight pages of a megabyte. */
    private static final Duration FLOOR = Duration.ofMillis(20);

    private static final int SCANS = 8;
    private static final int ITEMS = 3000;
    private static final String TABLE = "latency-" + UUID.randomUUID();

    @Test
    void readsByKeyDoNotQueueBehindScans() throws InterruptedException {
        try (var client = TestingGalena.shared(1).client()) {
            TestingTables.create(client, TABLE);
            fill(client);
            p99(client);
            var attempts = 1;
            while (!isQuickWhileScansRun(client)) {
                assertThat(attempts++).as("attempts, all with reads that wait").isLessThan(ATTEMPTS);
            }
        }
    }

    private static boolean isQuickWhileScansRun(DynamoDbClient client) throws InterruptedException {
        var quiet = p99(client);
        var done = new AtomicBoolean();
        var scans = Stream.generate(() -> Thread.ofPlatform().start(() -> scanUntil(done, client)))
                .limit(SCANS)
                .toList();
        Duration loaded;
        try {
            loaded = p99(client);
        } finally {
            done.set(true);
        }
        for (var scan : scans) {
            scan.join();
        }

        System.out.printf("GetItem p99: quiet %s, while %d scans run %s%n", quiet, SCANS, loaded);
        var base = quiet.compareTo(FLOOR) < 0 && FACTOR > 3 ? FLOOR : quiet;
        return loaded.compareTo(Duration.ofNanos((long) (base.toNanos() * FACTOR))) < 0;
    }

    private static void fill(DynamoDbClient client) {
        for (var start = 0; start < ITEMS; start += 25) {
            List<WriteRequest> requests = IntStream.range(start, start + 25)
                    .mapToObj(number -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item(number)).build())
                            .build())
                    .toList();
            client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, requests)));
        }
    }

    private static Map<String, AttributeValue> item(int number) {
        return Map.of("pk", AttributeValue.fromS("item-" + number), "payload", AttributeValue.fromS("x".repeat(1000)));
    }

    private static void scanUntil(AtomicBoolean done, DynamoDbClient client) {
        while (!done.get()) {
            client.scan(scan -> scan.tableName(TABLE));
        }
    }

    private static Duration p99(DynamoDbClient client) {
        var nanos = new long[READS];
        for (var read = 0; read < READS; read++) {
            var key = Map.of("pk", AttributeValue.fromS("item-" + read % ITEMS));
            var begin = System.nanoTime();
            client.getItem(get -> get.tableName(TABLE).key(key));
            nanos[read] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[READS * 99 / 100]);
    }
}
