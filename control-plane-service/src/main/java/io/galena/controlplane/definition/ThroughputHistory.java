package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * When a table's throughput was changed. Decreases are rationed as the service rations them: four at any time of a UTC day,
 * then one an hour.
 *
 * @param decreases how many there were on the day of the last one
 */
public record ThroughputHistory(Optional<Instant> lastIncrease, Optional<Instant> lastDecrease, int decreases) {
    static final ThroughputHistory EMPTY = new ThroughputHistory(Optional.empty(), Optional.empty(), 0);

    private static final int FREE_DECREASES = 4;
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "EEEE, MMMM d, yyyy, h:mm:ss a 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** How many decreases there have been on the UTC day of that moment. */
    public int decreasesOn(Instant now) {
        return lastDecrease.filter(last -> day(last).equals(day(now))).isPresent() ? decreases : 0;
    }

    /**
     * The history after a change of throughput.
     *
     * @throws DynamoDbException LIMIT_EXCEEDED for a decrease that comes too soon
     */
    ThroughputHistory changed(Throughput before, Throughput after, Instant now) {
        var increase = after.isIncreaseOf(before) ? Optional.of(now) : lastIncrease;
        if (!after.isDecreaseOf(before)) {
            return new ThroughputHistory(increase, lastDecrease, decreases);
        }
        var today = decreasesOn(now);
        if (today >= FREE_DECREASES) {
            requirePause(today, lastDecrease.orElseThrow(), now);
        }
        return new ThroughputHistory(increase, Optional.of(now), today + 1);
    }

    private static void requirePause(int today, Instant last, Instant now) {
        var next = last.plus(PAUSE);
        if (now.isBefore(next)) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After"
                            + " the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most"
                            + " once every 3600 seconds. Number of decreases today: " + today + ". Last decrease at "
                            + DAY_AND_TIME.format(last) + ". Next decrease can be made at "
                            + DAY_AND_TIME.format(next));
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
