package io.galena.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Items;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the benchmarks work on. */
final class Samples {
    /** The key of {@link #ITEM}. */
    static final KeySchema KEY = new KeySchema(
            List.of(new KeyAttribute("pk", AttributeType.S)), List.of(new KeyAttribute("sk", AttributeType.N)));

    /** The canonical bytes of {@link #ITEM}. */
    static final byte[] BYTES =
            new Items(Items.LEAST_BYTES, new Random(1)).item(Dataset.rowKey(7)).getBytes(UTF_8);

    /** An item of one kilobyte, by DynamoDB's arithmetic. */
    static final Item ITEM = ItemCodec.decode(BYTES);

    /** The request that puts it. */
    static final byte[] PUT = ("{\"TableName\":\"music\",\"Item\":" + new String(BYTES, UTF_8) + "}").getBytes(UTF_8);

    /** Values for expressions. */
    static final Item VALUES =
            new Item(Map.of(":one", new AttributeValue.N(DynamoNumber.of(1)), ":name", new AttributeValue.S("n")));

    private Samples() {}
}
