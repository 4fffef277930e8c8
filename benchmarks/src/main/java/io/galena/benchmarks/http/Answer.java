package io.galena.benchmarks.http;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer, as far as it was looked at.
 *
 * @param length of the body, in bytes
 * @param body of samples and of errors
 * @param checksum of the body, as the server tells it
 * @param closes whether the server closes the connection after it
 */
public record Answer(int status, long length, Optional<byte[]> body, OptionalLong checksum, boolean closes) {
    private static final int SUCCESS = 200;

    public boolean isSuccess() {
        return status == SUCCESS;
    }
}
