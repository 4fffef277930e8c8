package io.galena.controlplane.kinesis;

import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.ShardIds;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Some shards of a stream, which follow each other.
 *
 * @param from the first of them, counted from 0
 * @param until the one behind the last
 * @param more whether there are any behind
 */
record ShardPage(int from, int until, boolean more) {
    /** Those behind a shard, if one is given. A stream that is not active has none yet, or none any more. */
    static ShardPage of(KinesisStreamDescriptor stream, Optional<String> after, int limit) {
        return of(stream, after.map(id -> behind(id, stream.shards())).orElse(0), limit);
    }

    /** Those from one on. */
    static ShardPage of(KinesisStreamDescriptor stream, int from, int limit) {
        var all = stream.active() ? stream.shards() : 0;
        var first = Math.min(from, all);
        var until = first + Math.min(limit, all - first);
        return new ShardPage(first, until, until < all);
    }

    void write(KinesisStreamDescriptor stream, JsonGenerator json) {
        json.writeArrayPropertyStart("Shards");
        for (var shard = from; shard < until; shard++) {
            StreamJson.writeShard(stream, shard, json);
        }
        json.writeEndArray();
    }

    /** The first shard whose name is greater: nobody checks that the name is one of a shard. */
    private static int behind(String id, int shards) {
        var shard = 0;
        while (shard < shards && ShardIds.of(shard).compareTo(id) <= 0) {
            shard++;
        }
        return shard;
    }
}
