package io.galena.stream.kinesis;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.kit.operation.InternalCalls;
import io.galena.stream.kafka.KinesisTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that each Kinesis stream of the catalog has its topic, with the right retention, and that none is left of streams that are
 * gone; tells the control plane what it has done or found. All of it can be done twice and by several instances at once, and what a
 * dead one has left undone the next look finds. A stream whose topic makes trouble is tried again by itself, and the others go on.
 */
public final class TopicKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicKeeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final KinesisTopics topics;
    private final InternalCalls calls;
    private final Duration interval;
    /** The streams as they were when their topics were found, or made, as they should be. */
    private final Map<Long, KinesisStreamDescriptor> settled = new HashMap<>();

    /** When those are to be tried again that failed. */
    private final Map<Long, Long> retries = new HashMap<>();

    private final Rounds rounds;
    private List<KinesisStreamDescriptor> seen = List.of();

    /** When all topics are to be looked at, changed or not. */
    private long due = System.nanoTime();

    private volatile boolean suspicious;

    /**
     * Makes one that does nothing yet.
     *
     * @param interval how often all topics are looked at, changed or not
     */
    public TopicKeeper(Catalog catalog, KinesisTopics topics, InternalCalls calls, Duration interval) {
        this.catalog = catalog;
        this.topics = topics;
        this.calls = calls;
        this.interval = interval;
        this.rounds = new Rounds("kinesis-topics", BETWEEN_LOOKS, PAUSE, this::round);
    }

    /** Begins to look after topics. */
    public void start() {
        rounds.start();
    }

    /** Has all topics looked at soon: one is not what the catalog says. */
    void suspect() {
        suspicious = true;
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void round() {
        if (suspicious || System.nanoTime() - due >= 0) {
            due = System.nanoTime() + interval.toNanos();
            suspicious = false;
            settled.clear();
            seen = List.of();
            removeLeftOvers();
        }
        look();
    }

    private void look() {
        var streams = catalog.kinesisStreams();
        if (streams.equals(seen) && retries.isEmpty()) {
            return;
        }
        for (var stream : streams) {
            if (!rounds.isClosed() && !stream.equals(settled.get(stream.id())) && isDue(stream)) {
                attempt(stream);
            }
        }
        var known = ids(streams);
        settled.keySet().retainAll(known);
        retries.keySet().retainAll(known);
        seen = streams;
    }

    private boolean isDue(KinesisStreamDescriptor stream) {
        var retry = retries.get(stream.id());
        return retry == null || System.nanoTime() - retry >= 0;
    }

    private void attempt(KinesisStreamDescriptor stream) {
        try {
            settle(stream);
            settled.put(stream.id(), stream);
            retries.remove(stream.id());
        } catch (RuntimeException e) {
            retries.put(stream.id(), System.nanoTime() + PAUSE.toNanos());
            log.atDebug()
                    .addKeyValue("stream", stream.arn())
                    .setCause(e)
                    .log("The topic of a Kinesis stream cannot be looked after, will be tried again");
        }
    }

    private static Set<Long> ids(List<KinesisStreamDescriptor> streams) {
        return streams.stream().map(KinesisStreamDescriptor::id).collect(Collectors.toSet());
    }

    private void settle(KinesisStreamDescriptor stream) {
        if (stream.status() == KinesisStreamStatus.DELETING) {
            remove(stream);
            return;
        }
        var id = require(stream);
        if (stream.topicId().filter(id::equals).isEmpty()) {
            if (stream.topicId().isPresent()) {
                log.atWarn()
                        .addKeyValue("stream", stream.arn())
                        .addKeyValue("topic", stream.topic())
                        .log("The records of a Kinesis stream were lost with its topic");
            }
            var now = report(stream, Optional.of(id));
            if (now.isEmpty()) {
                // It was deleted meanwhile, and somebody else had removed its topic before this one was made.
                topics.remove(stream.id());
                return;
            }
        }
        topics.keepRetention(stream);
    }

    private String require(KinesisStreamDescriptor stream) {
        return topics.idOf(stream)
                .or(() -> topics.create(stream))
                .or(() -> topics.idOf(stream))
                .orElseThrow(() -> new IllegalStateException("A topic that is there cannot be seen yet"));
    }

    private void remove(KinesisStreamDescriptor stream) {
        topics.remove(stream.id());
        report(stream, Optional.empty());
    }

    /**
     * A topic may have been made by who had not heard that its stream was deleted, and died before it did. Nothing is in it: one with
     * records has lost its stream otherwise, as when an old state of the catalog was restored.
     */
    private void removeLeftOvers() {
        var known = ids(catalog.kinesisStreams());
        if (known.isEmpty()) {
            // Perhaps nobody ever uses them here, and Kafka need not be bothered.
            return;
        }
        topics.streams().stream().filter(id -> !known.contains(id)).forEach(this::removeIfGone);
    }

    private void removeIfGone(long id) {
        try {
            if (isGone(id) && topics.isEmpty(id)) {
                topics.remove(id);
            }
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("stream", id).setCause(e).log("It cannot be told whether a topic is left over");
        }
    }

    /** Asks: the catalog's copy here may not have a new stream yet. */
    private boolean isGone(long id) {
        return calls
                .call(FindKinesisStream.NAME, new FindKinesisStream.Request("", "", id), FindKinesisStream.Answer.class)
                .stream()
                .isEmpty();
    }

    private Optional<KinesisStreamDescriptor> report(KinesisStreamDescriptor stream, Optional<String> topicId) {
        var request = new ReportKinesisTopic.Request(stream.id(), stream.generation(), topicId);
        return calls.call(ReportKinesisTopic.NAME, request, ReportKinesisTopic.Answer.class).stream();
    }
}
