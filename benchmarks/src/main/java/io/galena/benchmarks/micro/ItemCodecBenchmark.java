package io.galena.benchmarks.micro;

import io.galena.dynamodb.model.ApiModel;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.model.OperationShape;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import org.openjdk.jmh.annotations.Benchmark;

/** Items from and to JSON. */
public class ItemCodecBenchmark extends HotCode {
    private final OperationShape put = ApiModel.load().operation("PutItem").orElseThrow();

    /** What reads of stored items do that need more than their bytes. */
    @Benchmark
    public Item decode() {
        return ItemCodec.decode(Samples.BYTES);
    }

    /** What writes do. */
    @Benchmark
    public byte[] encode() {
        return ItemCodec.encode(Samples.ITEM);
    }

    /** What writes are metered by. */
    @Benchmark
    public int size() {
        return ItemSize.of(Samples.ITEM);
    }

    /** A request, parsed and checked against the API model. */
    @Benchmark
    public Structure parseRequest() {
        return put.parse(Samples.PUT, BodyFormat.JSON);
    }
}
