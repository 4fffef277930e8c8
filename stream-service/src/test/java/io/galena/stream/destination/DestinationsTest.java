package io.galena.stream.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.ReportDestination.Event;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Delivery from a table's topic to that of a Kinesis stream, on a real broker. */
class DestinationsTest {
    @Test
    void whatIsWrittenWhenItIsActiveIsDeliveredUpToTheFence() throws InterruptedException {
        try (var testing = new TestingDestinations(2, 4)) {
            write(testing, 1, 5);
            testing.begin();
            write(testing, 6, 20);
            testing.log.begin();
            testing.log.change(0, "reindexed", 21, Cause.REINDEXING);
            testing.log.fence(0, 1, 22);
            testing.log.commit();
            write(testing, 23, 30);
            testing.log.begin();
            testing.log.fence(0, testing.log.tableId, 31);
            testing.log.commit();
            write(testing, 32, 40);

            testing.set(DestinationStatus.DISABLING, DestinationPrecision.MILLISECOND);
            testing.await(Event.DRAINED);

            var records = testing.await(15 + 8);
            assertThat(records).hasSize(15 + 8);
            assertThat(TestingDestinations.numbers(records, "even"))
                    .isEqualTo(IntStream.rangeClosed(6, 30)
                            .filter(number -> number % 2 == 0 && number != 22)
                            .boxed()
                            .toList());
            assertThat(records.getFirst()
                            .path("dynamodb")
                            .path("ApproximateCreationDateTime")
                            .asLong())
                    .isEqualTo(TestingLog.COMMITTED);
            testing.awaitCount("galena.destination.records", 23);
        }
    }

    @Test
    void instancesThatComeAndGoLoseAndDoubleNothing() throws InterruptedException {
        try (var testing = begun()) {
            var first = testing.begin();
            write(testing, 1, 40);
            testing.await(20);
            var second = testing.start();
            write(testing, 41, 80);
            first.close();
            write(testing, 81, 120);
            testing.await(100);
            testing.start();
            second.close();
            write(testing, 121, 160);

            var records = testing.await(160);

            assertThat(records).hasSize(160);
            assertThat(TestingDestinations.numbers(records, "even"))
                    .isEqualTo(IntStream.rangeClosed(1, 160)
                            .filter(number -> number % 2 == 0)
                            .boxed()
                            .toList());
            assertThat(testing.reports).noneMatch(report -> report.event() == Event.GAP);
        }
    }

    @Test
    void anotherPrecisionIsReportedWhenItIsTakenUp() throws InterruptedException {
        try (var testing = begun()) {
            testing.start();
            testing.await(Event.BEGUN);
            testing.set(DestinationStatus.UPDATING, DestinationPrecision.MICROSECOND);
            testing.await(Event.CHANGED);

            write(testing, 1, 1);

            var change = testing.await(1).getFirst().path("dynamodb");
            assertThat(change.path("ApproximateCreationDateTime").asLong())
                    .isEqualTo(TestingLog.COMMITTED * 1000 + 789);
            assertThat(change.path("ApproximateCreationDateTimePrecision").asString())
                    .isEqualTo("MICROSECOND");
        }
    }

    @Test
    void gapsInTheLogAreReportedAndWhatFollowsIsDelivered() throws InterruptedException {
        try (var testing = begun()) {
            testing.begin();
            testing.log.begin();
            testing.log.gap(0, 1);
            testing.log.change(0, "even", 2);
            testing.log.commit();

            assertThat(testing.await(1)).hasSize(1);
            testing.await(Event.GAP);
            assertThat(testing.reports).anySatisfy(report -> {
                assertThat(report.event()).isEqualTo(Event.GAP);
                assertThat(report.detail()).isEqualTo("a test says so");
            });
            testing.awaitCount("galena.destination.gaps", 1);
        }
    }

    @Test
    void whatIsPublishedAgainWhenKafkaHasLostItIsNotDeliveredAgain() throws InterruptedException {
        try (var testing = begun()) {
            var instance = testing.begin();
            write(testing, 1, 10);
            testing.await(10);
            instance.close();
            testing.log.remake();
            write(testing, 1, 20);

            testing.start();

            var records = testing.await(20);
            assertThat(records).hasSize(20);
            assertThat(TestingDestinations.numbers(records, "odd")).containsExactly(1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
            testing.await(Event.GAP);
            testing.log.promote();
            write(testing, 15, 16);
            assertThat(testing.await(22)).hasSize(22);
        }
    }

    @Test
    void whatIsWrittenWhileTheTopicOfAStreamIsGoneIsDeliveredWhenItIsThereAgain() throws Exception {
        try (var testing = begun()) {
            testing.begin();
            write(testing, 1, 10);
            testing.await(10);
            testing.removeTopic();
            write(testing, 11, 20);
            Thread.sleep(1000);
            testing.makeTopic();

            assertThat(TestingDestinations.numbers(testing.await(10), "odd")).containsExactly(11, 13, 15, 17, 19);
        }
    }

    @Test
    void lostPositionsAreAGap() throws InterruptedException {
        try (var testing = begun()) {
            testing.set(DestinationStatus.ACTIVE, DestinationPrecision.MILLISECOND);
            write(testing, 1, 4);

            testing.start();

            assertThat(testing.await(4)).hasSize(4);
            testing.await(Event.GAP);
        }
    }

    private static TestingDestinations begun() {
        return new TestingDestinations(1, 1);
    }

    /** Writes changes with these numbers, those of either item in order. */
    private static void write(TestingDestinations testing, int first, int last) {
        testing.log.begin();
        IntStream.rangeClosed(first, last)
                .forEach(number -> testing.log.change(0, number % 2 == 0 ? "even" : "odd", number));
        testing.log.commit();
    }
}
