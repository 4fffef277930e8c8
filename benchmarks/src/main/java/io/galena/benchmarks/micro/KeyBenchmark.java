package io.galena.benchmarks.micro;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Keys of rows and of index entries. */
public class KeyBenchmark extends HotCode {
    private final KeySchema index = new KeySchema(
            List.of(new KeyAttribute("name", AttributeType.S)), List.of(new KeyAttribute("age", AttributeType.N)));

    /** The key of an item's row: a hash and a number. */
    @Benchmark
    public byte[] rowKey() {
        return KeyCodec.rowKey(Samples.KEY, Samples.ITEM);
    }

    /** The key of an item's entry in an index. */
    @Benchmark
    public byte[] indexKey() {
        return KeyCodec.indexKey(index, Samples.KEY, Samples.ITEM);
    }
}
