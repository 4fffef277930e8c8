package io.galena.kit.operation;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of an answer as they are written; unlike ByteArrayOutputStream it hands them out without a lock or a copy. */
final class AnswerBuffer extends OutputStream {
    private byte[] bytes;
    private int length;

    /** @param room for so many bytes; more is made as they come */
    AnswerBuffer(int room) {
        this.bytes = new byte[room];
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Forgets what was written. */
    void clear() {
        length = 0;
    }

    /** The answer so far; it shares this buffer, which must not be written to any more. */
    OperationAnswer answer(int status) {
        return new OperationAnswer(status, bytes, length);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), bytes.length * 2));
        }
    }
}
