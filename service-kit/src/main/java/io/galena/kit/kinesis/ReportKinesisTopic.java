package io.galena.kit.kinesis;

import java.util.Optional;

/**
 * Internal operation of the control plane: the stream service tells how the topic of a Kinesis stream fares. It may be told twice, late,
 * and by several instances.
 */
public final class ReportKinesisTopic {
    /** The operation's name. */
    public static final String NAME = "ReportKinesisTopic";

    private ReportKinesisTopic() {}

    /**
     * A report.
     *
     * @param stream the stream's number
     * @param generation that of the stream when the topic was looked at: a report about another one changes nothing
     * @param topicId what Kafka calls the topic by; empty when there is none
     */
    public record Request(long stream, long generation, Optional<String> topicId) {}

    /** The stream as it is now, if it still is. Who finds none may delete its topic: numbers are never given twice. */
    public record Answer(Optional<KinesisStreamDescriptor> stream) {}
}
