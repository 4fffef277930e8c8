package io.galena.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** PostgreSQL settings that Galena starts its own server with; what an operator of a real cluster sets is documented apart. */
final class DefaultSettings {
    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 4096;

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            // Nobody connects by socket, and a socket's lock file could be left over by a crash.
            Map.entry("unix_socket_directories", ""),
            // What is acknowledged is on disk.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            // The change log reads the write-ahead log; transactions across shards are prepared ones.
            Map.entry("wal_level", "logical"),
            // One for each shard, of which there are up to 64.
            Map.entry("max_replication_slots", "80"),
            Map.entry("max_wal_senders", "80"),
            Map.entry("max_prepared_transactions", "128"),
            // Every key of a batch is an advisory lock.
            Map.entry("max_locks_per_transaction", "256"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", sharedBuffers(memory()) + "MB"),
            Map.entry("max_wal_size", "2GB"),
            // A segment of the log that must be made in the midst of writes, rather than used again, holds them up for
            // 50 ms.
            Map.entry("min_wal_size", "512MB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("io_method", "sync"),
            Map.entry("huge_pages", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_min_messages", "warning"));

    private DefaultSettings() {}

    /**
     * An eighth of the memory, within bounds: what is not in PostgreSQL's own buffers comes from the kernel's, at a price for each
     * page, and evicting pages that a write has changed costs that write.
     *
     * @param bytes of memory
     * @return megabytes
     */
    static long sharedBuffers(long bytes) {
        return Math.clamp(bytes / MEGABYTE / 8, LEAST_BUFFERS, MOST_BUFFERS);
    }

    /** Of this machine, or of the container that this process is in. */
    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
