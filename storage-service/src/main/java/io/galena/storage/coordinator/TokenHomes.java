package io.galena.storage.coordinator;

import io.galena.storage.row.RowId;
import io.galena.storage.shard.Shards;
import java.nio.ByteBuffer;

/**
 * Which shard keeps a token: the same one whatever the request is about, so that two requests with one token meet. A shard that
 * is added takes over its share of the tokens and leaves the others where they are.
 */
final class TokenHomes {
    private final Shards shards;

    TokenHomes(Shards shards) {
        this.shards = shards;
    }

    int of(IdempotencyToken token) {
        var number = ByteBuffer.wrap(token.key()).getLong();
        var best = -1;
        var highest = -1L;
        for (var shard : shards.numbers()) {
            var rank = new RowId(number, ByteBuffer.allocate(4).putInt(shard).array()).lockNumber();
            if (rank > highest) {
                highest = rank;
                best = shard;
            }
        }
        return best;
    }
}
