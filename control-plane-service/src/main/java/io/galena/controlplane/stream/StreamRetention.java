package io.galena.controlplane.stream;

import io.galena.controlplane.database.CatalogDatabase;
import java.time.Duration;
import java.time.InstantSource;

/** Drops streams and shards of streams that ended so long ago that nobody may read them any more. */
public final class StreamRetention implements Runnable {
    private final CatalogDatabase database;
    private final StreamStore streams;
    private final Duration retention;
    private final InstantSource time;

    /** @param retention how long a stream stays after it was turned off, and a shard after it was closed */
    public StreamRetention(CatalogDatabase database, StreamStore streams, Duration retention, InstantSource time) {
        this.database = database;
        this.streams = streams;
        this.retention = retention;
        this.time = time;
    }

    @Override
    public void run() {
        var limit = time.instant().minus(retention);
        if (streams.hasEnded(limit)) {
            database.change(revision -> {
                streams.drop(limit, revision);
                return revision;
            });
        }
    }
}
