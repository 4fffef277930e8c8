package io.galena.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.apache.kafka.server.common.Feature;

/**
 * The directory of one broker: {@code log} is Kafka's own, beside it lies the lock that keeps a second instance out for as long
 * as this process lives.
 */
final class DataDirectory implements AutoCloseable {
    /** Kafka leaves this when it ends, and takes it away when it starts. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Makes the directory if it is not there, and locks it. */
    static DataDirectory open(Path directory) {
        var root = directory;
        try {
            Files.createDirectories(root);
            root = root.toRealPath();
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            var channel = FileChannel.open(
                    root.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new EmbeddedKafkaException("The data directory " + root + " is in use by another instance.");
            }
            return new DataDirectory(root, channel, lock.get());
        } catch (IOException e) {
            throw new EmbeddedKafkaException("The data directory " + root + " cannot be written.", e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("log");
    }

    /** Whether a broker has been at work here that did not end in order. To be asked before one is started. */
    boolean isLeftInDisorder() {
        return Files.exists(log().resolve("meta.properties")) && !Files.exists(log().resolve(CLEAN_SHUTDOWN));
    }

    /**
     * Gives a new directory its identity. That is written last and atomically, so a first start that died half way is begun
     * anew; where there are topics but no identity, something has been lost.
     */
    void formatIfNew() {
        if (Files.isRegularFile(log().resolve("meta.properties"))) {
            return;
        }
        if (Files.exists(log().resolve("__cluster_metadata-0"))) {
            throw new EmbeddedKafkaException("The data directory " + root + " is corrupt: meta.properties is missing.");
        }
        var output = new ByteArrayOutputStream();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(output, false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    // With one replica it is always the one that may lead, also after a crash.
                    .setFeatureLevel(EligibleLeaderReplicasVersion.FEATURE_NAME, (short) 0)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(log().toString())
                    .addDirectory(log().toString())
                    .run();
        } catch (Exception e) {
            throw new EmbeddedKafkaException("The data directory " + root + " cannot be formatted.", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }
}
