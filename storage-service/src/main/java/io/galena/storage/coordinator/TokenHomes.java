package io.galena.storage.coordinator;

import io.galena.kit.catalog.ShardDescriptor;
import io.galena.storage.row.RowId;
import io.galena.storage.shard.Shards;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which shards keep a token: the same ones whatever the request is about, so that two requests with one token meet. That is one
 * shard, unless shards were added lately: one that is added takes over its share of the tokens after a minute, when all instances
 * have heard of it, and for as long as tokens from before are good, the shard before it keeps them too.
 */
final class TokenHomes {
    private static final Duration HEARD_OF_WITHIN = Duration.ofMinutes(1);

    /** Ten minutes, and one for clocks that are not in step. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(11);

    private final Shards shards;
    private final InstantSource time;

    TokenHomes(Shards shards, InstantSource time) {
        this.shards = shards;
        this.time = time;
    }

    /** Those shards; the first is the one that has been it for longest. Without a token there are none. */
    List<Integer> of(Optional<IdempotencyToken> token) {
        return token.map(this::of).orElseGet(List::of);
    }

    List<Integer> of(IdempotencyToken token) {
        var number = ByteBuffer.wrap(token.key()).getLong();
        var known = shards.descriptors();
        var last = time.millis() - HEARD_OF_WITHIN.toMillis();
        var first = Math.max(
                last - GOOD_FOR.toMillis(),
                known.stream().mapToLong(ShardDescriptor::added).min().orElse(0));
        var homes = new LinkedHashSet<Integer>();
        homes.add(best(number, known, first));
        var moments = new TreeSet<Long>();
        known.stream()
                .map(ShardDescriptor::added)
                .filter(added -> added > first && added <= last)
                .forEach(moments::add);
        moments.forEach(moment -> homes.add(best(number, known, moment)));
        return List.copyOf(homes);
    }

    /** The home among the shards that were there at a time. */
    private static int best(long number, List<ShardDescriptor> known, long moment) {
        var best = -1;
        var highest = -1L;
        for (var shard : known) {
            var rank =
                    new RowId(number, ByteBuffer.allocate(4).putInt(shard.id()).array()).lockNumber();
            if (shard.added() <= moment && rank > highest) {
                highest = rank;
                best = shard.id();
            }
        }
        return best;
    }
}
