package io.galena.dynamodb.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;

/**
 * Tells CBOR from what is none (RFC 8949), before anything is made of it. Of what CBOR can do, it takes what clients of Kinesis send:
 * other tags, among them references to earlier texts, make much work of little input. For one body.
 */
final class CborBody {
    /** How many levels values may nest. */
    static final int DEEPEST = 1_000;

    /** The tag of times. */
    static final int TAG_OF_TIMES = 1;

    private static final int TAG_OF_CBOR = 55_799;

    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;

    private static final int FALSE = 20;
    private static final int NULL = 22;
    private static final int HALF_FLOAT = 25;
    /** The least of what is no argument itself, but says how many bytes have it. */
    private static final int ONE_BYTE = 24;

    private static final int EIGHT_BYTES = 27;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private final byte[] bytes;
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private int at;

    private CborBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the bytes are one value, and nothing else. */
    static boolean isWellFormed(byte[] bytes) {
        var body = new CborBody(bytes);
        return body.passValue(0) && body.left() == 0;
    }

    /** Passes over a value that so many others are around; returns whether it is one. */
    private boolean passValue(int depth) {
        if (left() == 0 || depth > DEEPEST) {
            return false;
        }
        int initial = bytes[at++] & 0xff;
        int kind = initial >> 5;
        int info = initial & 0x1f;
        if (info == INDEFINITE) {
            return passIndefinite(kind, depth);
        }
        int size = info < ONE_BYTE ? 0 : 1 << (info - ONE_BYTE);
        if (info > EIGHT_BYTES || left() < size) {
            return false;
        }
        long argument = info < ONE_BYTE ? info : argument(size);
        return switch (kind) {
            case BYTES -> pass(argument);
            case TEXT -> passText(argument);
            case ARRAY -> passValues(argument, depth);
            case MAP -> passEntries(argument, depth);
            case TAG -> (argument == TAG_OF_TIMES || argument == TAG_OF_CBOR) && passValue(depth + 1);
            case SIMPLE -> (info >= FALSE && info <= NULL) || info >= HALF_FLOAT;
            default -> true;
        };
    }

    /** Texts and byte strings of pieces; lists and maps that do not say how long they are. */
    private boolean passIndefinite(int kind, int depth) {
        while (left() > 0) {
            if ((bytes[at] & 0xff) == BREAK) {
                at++;
                return kind >= BYTES && kind <= MAP;
            }
            var passed = switch (kind) {
                case BYTES, TEXT -> isNext(kind) && (bytes[at] & 0x1f) != INDEFINITE && passValue(depth + 1);
                case ARRAY -> passValue(depth + 1);
                case MAP -> passEntry(depth);
                default -> false;
            };
            if (!passed) {
                return false;
            }
        }
        return false;
    }

    private boolean passValues(long count, int depth) {
        if (count < 0 || count > left()) {
            return false;
        }
        for (var each = 0L; each < count; each++) {
            if (!passValue(depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean passEntries(long count, int depth) {
        if (count < 0 || count > left()) {
            return false;
        }
        for (var each = 0L; each < count; each++) {
            if (!passEntry(depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean passEntry(int depth) {
        return isNext(TEXT) && passValue(depth + 1) && passValue(depth + 1);
    }

    private boolean passText(long length) {
        int start = at;
        return pass(length) && isUtf8(start, (int) length);
    }

    private boolean pass(long length) {
        if (length < 0 || length > left()) {
            return false;
        }
        at += (int) length;
        return true;
    }

    private boolean isUtf8(int start, int length) {
        int first = start;
        while (first < start + length && bytes[first] >= 0) {
            first++;
        }
        try {
            // Most texts have nothing but ASCII.
            return first == start + length
                    || decoder.decode(ByteBuffer.wrap(bytes, first, start + length - first))
                            .hasRemaining();
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private boolean isNext(int kind) {
        return left() > 0 && ((bytes[at] & 0xff) >> 5) == kind;
    }

    /** The number in the next bytes, as if it had a sign: too large a length is negative. */
    private long argument(int size) {
        long argument = 0;
        for (var each = 0; each < size; each++) {
            argument = (argument << 8) | (bytes[at++] & 0xff);
        }
        return argument;
    }

    private int left() {
        return bytes.length - at;
    }
}
