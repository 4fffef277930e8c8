package io.galena.kit.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which shard a record is in: the numbers from 0 to 2^128 - 1 are cut into even parts, and a record is where the MD5 of its partition
 * key lies.
 */
public final class HashKeys {
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(128);

    private HashKeys() {}

    /** The shard, counted from 0, of a partition key. It is the Kafka partition, too. */
    public static int shardOf(String partitionKey, int shards) {
        return shardOf(new BigInteger(1, md5(partitionKey.getBytes(UTF_8))), shards);
    }

    /** The shard of a hash key. */
    public static int shardOf(BigInteger hashKey, int shards) {
        return Math.min(hashKey.divide(part(shards)).intValueExact(), shards - 1);
    }

    /** Whether a number is one of those that are cut into parts. */
    public static boolean isHashKey(BigInteger number) {
        return number.signum() >= 0 && number.compareTo(ALL) < 0;
    }

    /** The first hash key of a shard. */
    public static BigInteger first(int shard, int shards) {
        return part(shards).multiply(BigInteger.valueOf(shard));
    }

    /** The last hash key of a shard; the last shard has what the division leaves over. */
    public static BigInteger last(int shard, int shards) {
        return (shard == shards - 1 ? ALL : first(shard + 1, shards)).subtract(BigInteger.ONE);
    }

    private static BigInteger part(int shards) {
        return ALL.divide(BigInteger.valueOf(shards));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
