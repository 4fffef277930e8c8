package io.galena.kit.kinesis;

import java.util.Optional;

/** Internal operation of the control plane: a Kinesis stream as it is now, for who has not heard of it yet. */
public final class FindKinesisStream {
    /** The operation's name. */
    public static final String NAME = "FindKinesisStream";

    private FindKinesisStream() {}

    /**
     * Names the stream.
     *
     * @param id its number; if that is 0, account and name count
     */
    public record Request(String account, String name, long id) {}

    /** The stream, if there is one. */
    public record Answer(Optional<KinesisStreamDescriptor> stream) {}
}
