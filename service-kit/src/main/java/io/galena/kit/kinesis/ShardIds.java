package io.galena.kit.kinesis;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The names of a Kinesis stream's shards. */
public final class ShardIds {
    private static final Pattern NAME = Pattern.compile("shardId-([0-9]{12})");

    private ShardIds() {}

    /** The name of a shard, counted from 0. */
    public static String of(int shard) {
        return String.format(Locale.ROOT, "shardId-%012d", shard);
    }

    /** Which shard of so many a name means, if it is the name of one. */
    public static OptionalInt parse(String name, int shards) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        var number = Long.parseLong(matcher.group(1));
        return number < shards ? OptionalInt.of(Math.toIntExact(number)) : OptionalInt.empty();
    }
}
