package io.galena.kit.catalog;

import com.github.benmanes.caffeine.cache.Ticker;
import io.galena.kit.catalog.CatalogImage.TableName;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.trigger.TriggerSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The catalog in this process's memory, fed by the control plane. Safe for any number of threads.
 *
 * <p>What is known is answered at once, even if the control plane is away. A table not seen yet is asked for, by one thread
 * while all others that want it wait for that one; that there is none is remembered for a second, or until the feed tells
 * of it. Until the feed has answered for the first time, shards, tables and credentials are waited for, at most ten seconds.
 *
 * <p>Calls that have to ask throw {@link java.io.UncheckedIOException} when the control plane does not answer.
 */
public final class CatalogClient implements Catalog, AutoCloseable {
    private static final Duration FIRST_ANSWER_LIMIT = Duration.ofSeconds(10);

    private final InternalCalls calls;
    private final CatalogImage image;
    private final CatalogFeed feed;
    private final SingleFlight<TableName> loadsByName = new SingleFlight<>();
    private final SingleFlight<Long> loadsById = new SingleFlight<>();

    public CatalogClient(InternalCalls calls) {
        this(calls, Ticker.systemTicker());
    }

    CatalogClient(InternalCalls calls, Ticker ticker) {
        this.calls = calls;
        this.image = new CatalogImage(ticker);
        this.feed = new CatalogFeed(calls, image);
    }

    /** Begins to follow the control plane's changes. */
    public void start() {
        feed.start();
    }

    /** Waits until the whole catalog is here, at most that long; says whether it is. */
    public boolean awaitReady(Duration limit) {
        return feed.awaitFirstAnswer(limit);
    }

    /** Stops following the control plane's changes. */
    @Override
    public void close() {
        feed.close();
    }

    @Override
    public Optional<TableDescriptor> find(String account, String name) {
        var key = new TableName(account, name);
        var known = image.find(key);
        if (known.isPresent() || image.isMissing(key)) {
            return known;
        }
        load(key, () -> true);
        return image.find(key);
    }

    @Override
    public Optional<TableDescriptor> find(long tableId) {
        var known = image.find(tableId);
        if (known.isPresent()) {
            return known;
        }
        loadsById.run(tableId, () -> true, () -> {
            boolean counts;
            do {
                counts = image.apply(tableId, ask(FindTable.Request.numbered(tableId)));
            } while (!counts);
        });
        return image.find(tableId);
    }

    @Override
    public Optional<TableDescriptor> reload(TableDescriptor stale) {
        var key = TableName.of(stale);
        BooleanSupplier isLaterKnown =
                () -> image.find(key).filter(known -> isLater(known, stale)).isPresent();
        if (!isLaterKnown.getAsBoolean()) {
            load(key, isLaterKnown);
        }
        return image.find(key);
    }

    @Override
    public void put(TableDescriptor table) {
        image.put(table);
    }

    @Override
    public List<TableDescriptor> tables() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.tables();
    }

    @Override
    public List<ShardDescriptor> shards() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.shards();
    }

    @Override
    public List<StreamDescriptor> streams() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.streams();
    }

    @Override
    public TriggerSet triggers() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.triggers();
    }

    @Override
    public List<KinesisStreamDescriptor> kinesisStreams() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.kinesisStreams();
    }

    @Override
    public List<DestinationDescriptor> destinations() {
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.destinations();
    }

    /** The credential of that access key, with its secret encrypted. */
    public Optional<CredentialDescriptor> credential(String accessKeyId) {
        var known = image.credential(accessKeyId);
        if (known.isPresent()) {
            return known;
        }
        feed.awaitFirstAnswer(FIRST_ANSWER_LIMIT);
        return image.credential(accessKeyId);
    }

    private void load(TableName key, BooleanSupplier isEnough) {
        loadsByName.run(key, isEnough, () -> {
            boolean counts;
            do {
                counts = image.apply(key, ask(FindTable.Request.named(key.account(), key.name())));
            } while (!counts);
        });
    }

    private FindTable.Answer ask(FindTable.Request request) {
        return calls.call(FindTable.NAME, request, FindTable.Answer.class);
    }

    private static boolean isLater(TableDescriptor candidate, TableDescriptor stale) {
        return candidate.id() > stale.id() || (candidate.id() == stale.id() && candidate.version() > stale.version());
    }
}
