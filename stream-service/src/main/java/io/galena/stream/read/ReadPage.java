package io.galena.stream.read;

import java.util.List;

/**
 * Some records of a stream shard, in their order.
 *
 * @param next where to read on
 * @param ended whether the shard is closed and nothing follows any more
 */
public record ReadPage(List<ReadRecord> records, Position next, boolean ended) {
    public ReadPage {
        records = List.copyOf(records);
    }
}
