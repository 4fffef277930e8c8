package io.galena.gateway.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The time at which a request says that it was signed.
 *
 * @param text in the form that is signed, such as {@code 20130609T100015Z}
 */
record SigningTime(Instant instant, String text) {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Reads the time: ISO 8601's basic format, or that of HTTP's {@code Date}. */
    static SigningTime parse(String text) {
        return basic(text)
                .or(() -> httpDate(text))
                .orElseThrow(() -> SignatureErrors.incomplete("Date must be in ISO-8601 'basic format'. Got '" + text
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601"));
    }

    /** The day, as the credential's scope has it. */
    String day() {
        return text.substring(0, 8);
    }

    /**
     * Refuses requests signed too long ago or too far ahead.
     *
     * @param lifetime how long a presigned request holds
     */
    void requireCurrent(Instant now, Optional<Duration> lifetime) {
        var age = lifetime.orElse(TOLERANCE);
        if (instant.plus(age).isBefore(now)) {
            throw SignatureErrors.invalid("Signature expired: " + text + " is now earlier than "
                    + BASIC.format(now.minus(age)) + " (" + BASIC.format(now) + " - " + shown(age) + ".)");
        }
        if (instant.minus(TOLERANCE).isAfter(now)) {
            throw SignatureErrors.invalid("Signature not yet current: " + text + " is still later than "
                    + BASIC.format(now.plus(TOLERANCE)) + " (" + BASIC.format(now) + " + " + shown(TOLERANCE) + ".)");
        }
    }

    private static String shown(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    private static Optional<SigningTime> basic(String text) {
        if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        for (int i = 0; i < 15; i++) {
            if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return Optional.empty();
            }
        }
        try {
            var time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 9, 11),
                    number(text, 11, 13),
                    number(text, 13, 15));
            return Optional.of(new SigningTime(time.toInstant(ZoneOffset.UTC), text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static Optional<SigningTime> httpDate(String text) {
        try {
            var instant = OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(new SigningTime(instant, BASIC.format(instant)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
