package io.galena.standalone;

import java.time.Duration;
import java.util.List;

/**
 * The entry point of {@code bin/galena start}. Prints progress while it starts and a banner when it is ready; what its user can
 * mend ends with one sentence on standard error and exit code 1. A signal to end finishes requests in flight first.
 */
public final class GalenaApplication {
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private GalenaApplication() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        var started = new Started();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "shutdown"));
        try {
            var options = CommandLine.properties(List.of(arguments));
            var instance = StandaloneInstance.start(options, new Progress(System.out), started);
            instance.banner().print(System.out);
            instance.postgres().onUnexpectedEnd(() -> endWithoutPostgres(started, instance));
            if (Training.isRequested()) {
                Training.run(instance.endpoint(), instance.properties().region(), instance.root());
                instance.kafka().ifPresent(BackgroundKafka::awaitReady);
                System.exit(0);
            }
        } catch (RuntimeException e) {
            if (!started.isEnded()) {
                StartFailures.report(e, System.err);
            }
            System.exit(1);
        }
    }

    private static void endWithoutPostgres(Started started, StandaloneInstance instance) {
        if (started.isEnded()) {
            return;
        }
        System.err.println("galena: PostgreSQL has ended unexpectedly, and so does Galena; its log is "
                + instance.directory().postgres().resolve("postgres.log") + ".");
        Thread.ofPlatform().daemon().name("end").start(GalenaApplication::haltSoon);
        System.exit(1);
    }

    /** Requests in flight, which cannot succeed any more, do not hold up the end for long. */
    private static void haltSoon() {
        try {
            Thread.sleep(END_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
