package io.galena.standalone.hostile;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes bytes here and there. */
final class ByteMutation {
    private ByteMutation() {}

    static byte[] change(byte[] bytes, RandomGenerator random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> replace(bytes, at, at + 1, new byte[] {(byte) random.nextInt()});
            case 2 -> replace(bytes, at, at, random(random, random.nextInt(1, 20)));
            case 3 -> replace(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 20)), new byte[0]);
            case 4 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, random.nextInt(at + 1), bytes.length));
            // An overlong form, a surrogate's half, a byte that begins nothing.
            default ->
                replace(
                        bytes,
                        at,
                        at,
                        new byte[][] {{(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xFF}
                                }
                                [random.nextInt(3)]);
        };
    }

    /** Changes a header's value so that it stays one line, and says something else: not just another white space. */
    static String changeText(String text, RandomGenerator random) {
        int at = random.nextInt(text.length());
        while (!Character.isLetterOrDigit(text.charAt(at))) {
            at = random.nextInt(text.length());
        }
        return switch (random.nextInt(4)) {
            case 0 -> printable(random, random.nextInt(200));
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(1, 40)));
            default -> {
                var other = printable(random, 1);
                yield text.substring(0, at)
                        + (other.equalsIgnoreCase(text.substring(at, at + 1)) ? "~" : other)
                        + text.substring(at + 1);
            }
        };
    }

    private static String printable(RandomGenerator random, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt('!', 0x100));
        }
        return text.toString().replace('\u007f', '~');
    }

    private static byte[] replace(byte[] bytes, int start, int end, byte[] by) {
        var changed = Arrays.copyOf(bytes, bytes.length - (end - start) + by.length);
        System.arraycopy(by, 0, changed, start, by.length);
        System.arraycopy(bytes, end, changed, start + by.length, bytes.length - end);
        return changed;
    }

    private static byte[] random(RandomGenerator random, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }
}
