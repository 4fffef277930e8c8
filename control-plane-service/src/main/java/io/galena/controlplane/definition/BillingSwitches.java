package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * When a table was switched from provisioned throughput to being paid per request. That can be done four times in 24 hours; back
 * again, at any time.
 *
 * @param toPayPerRequest the times of the last 24 hours, oldest first
 */
public record BillingSwitches(List<Instant> toPayPerRequest) {
    static final BillingSwitches NONE = new BillingSwitches(List.of());

    private static final int MAX = 4;
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public BillingSwitches {
        toPayPerRequest = List.copyOf(toPayPerRequest);
    }

    /**
     * These and one more.
     *
     * @throws DynamoDbException LIMIT_EXCEEDED for one too many
     */
    BillingSwitches another(Instant now) {
        var recent = toPayPerRequest.stream()
                .filter(time -> time.plus(WINDOW).isAfter(now))
                .toList();
        if (recent.size() >= MAX) {
            throw new DynamoDbException(
                    ErrorType.LIMIT_EXCEEDED,
                    "Subscriber limit exceeded: Update to PayPerRequest mode are limited to " + MAX
                            + " times in 1 day(s). Last update at " + TIME.format(recent.getLast())
                            + ". Next update can be made at "
                            + TIME.format(recent.getFirst().plus(WINDOW)));
        }
        return new BillingSwitches(
                Stream.concat(recent.stream(), Stream.of(now)).toList());
    }
}
