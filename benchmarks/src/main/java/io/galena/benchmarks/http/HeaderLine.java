package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One line of the head of an answer, read without making a String of it. For one thread. */
final class HeaderLine {
    private static final int MOST_BYTES = 16 * 1024;
    private static final int STATUS_POSITION = "HTTP/1.1 ".length();
    private static final int TO_LOWER_CASE = 0x20;

    private final byte[] bytes = new byte[MOST_BYTES];
    private int length;

    void clear() {
        length = 0;
    }

    /** Reads up to the end of the line, which is not kept; returns whether it was reached. */
    boolean read(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            var next = source.get();
            if (next == '\n') {
                return true;
            }
            if (next != '\r') {
                if (length == MOST_BYTES) {
                    throw new IOException("A line of more than " + MOST_BYTES + " bytes");
                }
                bytes[length++] = next;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** The status code, if this is the first line. */
    int status() throws IOException {
        if (length < STATUS_POSITION + 3 || bytes[0] != 'H') {
            throw new IOException("Not the first line of an answer: " + value(0));
        }
        return Integer.parseInt(new String(bytes, STATUS_POSITION, 3, ISO_8859_1));
    }

    /** Whether it starts with that, in any case; the name is in lower case, and has no characters but letters, digits, - and :. */
    boolean startsWith(byte[] name) {
        if (length < name.length) {
            return false;
        }
        for (var i = 0; i < name.length; i++) {
            if ((bytes[i] | TO_LOWER_CASE) != name[i]) {
                return false;
            }
        }
        return true;
    }

    String value(int from) {
        return new String(bytes, from, length - from, ISO_8859_1).strip();
    }

    long decimal(int from) throws IOException {
        return number(value(from), 10);
    }

    /** The size of a chunk, without the extensions that may follow. */
    long hexadecimal() throws IOException {
        var text = value(0);
        var end = text.indexOf(';');
        return number(end < 0 ? text : text.substring(0, end).strip(), 16);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("Not a number: " + text, e);
        }
    }
}
