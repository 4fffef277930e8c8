package io.galena.gateway.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.ThreadLocalRandom;

/** Makes request ids that look like DynamoDB's: 52 digits and upper-case letters. They are names, not secrets. */
final class RequestIds {
    static final String HEADER = "x-amzn-RequestId";
    private static final int LENGTH = 52;
    private static final int BITS = 5;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    private RequestIds() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        var id = new byte[LENGTH];
        long bits = 0;
        int available = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (available < BITS) {
                bits = random.nextLong();
                available = Long.SIZE;
            }
            id[i] = (byte) ALPHABET.charAt((int) (bits & (ALPHABET.length() - 1)));
            bits >>>= BITS;
            available -= BITS;
        }
        return new String(id, ISO_8859_1);
    }
}
