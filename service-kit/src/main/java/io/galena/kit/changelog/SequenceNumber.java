package io.galena.kit.changelog;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a record of a stream: the epoch of its stream shard, the generation of Kafka's data, then its offset in the Kafka
 * partition. As text 32 digits, so that comparing texts is comparing numbers; of one item, later changes have greater ones, also
 * when its range has moved to a child shard, and when Kafka has lost its data and its offsets begin anew.
 *
 * @param generation 0, and more each time when Kafka has lost changes that it had
 */
public record SequenceNumber(long epoch, long generation, long offset) implements Comparable<SequenceNumber> {
    private static final Pattern TEXT = Pattern.compile("1([0-9]{11})([0-9]{6})([0-9]{14})");
    private static final long MAX_EPOCH = 99_999_999_999L;
    private static final long MAX_GENERATION = 999_999;
    private static final long MAX_OFFSET = 99_999_999_999_999L;
    private static final Comparator<SequenceNumber> ORDER = Comparator.comparingLong(SequenceNumber::epoch)
            .thenComparingLong(SequenceNumber::generation)
            .thenComparingLong(SequenceNumber::offset);

    public SequenceNumber {
        requireWithin(epoch, MAX_EPOCH);
        requireWithin(generation, MAX_GENERATION);
        requireWithin(offset, MAX_OFFSET);
    }

    /** The number that a text stands for, if it is one of ours. */
    public static Optional<SequenceNumber> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new SequenceNumber(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return ORDER.compare(this, other);
    }

    /** The text, as clients see it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "1%011d%06d%014d", epoch, generation, offset);
    }

    private static void requireWithin(long number, long most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("No such part of a sequence number: " + number);
        }
    }
}
