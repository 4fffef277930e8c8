package io.galena.dynamodb.value;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes, compared as unsigned. The array handed to the constructor must not be changed afterwards. */
public final class Binary implements Comparable<Binary> {
    private final byte[] bytes;

    public Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves, not a copy: callers must not change them. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public int compareTo(Binary other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
