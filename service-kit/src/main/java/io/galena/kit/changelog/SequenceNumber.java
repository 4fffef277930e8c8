package io.galena.kit.changelog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a record of a stream: the epoch of its stream shard, then its offset in the Kafka partition. As text 32 digits, so that
 * comparing texts is comparing numbers; of one item, later changes have greater ones, also when its range has moved to a child
 * shard.
 */
public record SequenceNumber(long epoch, long offset) implements Comparable<SequenceNumber> {
    private static final Pattern TEXT = Pattern.compile("1([0-9]{11})([0-9]{20})");
    private static final long MAX_EPOCH = 99_999_999_999L;

    public SequenceNumber {
        if (epoch < 0 || epoch > MAX_EPOCH || offset < 0) {
            throw new IllegalArgumentException("No such sequence number: " + epoch + ", " + offset);
        }
    }

    /** The number that a text stands for, if it is one of ours. */
    public static Optional<SequenceNumber> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SequenceNumber(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return epoch != other.epoch ? Long.compare(epoch, other.epoch) : Long.compare(offset, other.offset);
    }

    /** The text, as clients see it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "1%011d%020d", epoch, offset);
    }
}
