package io.galena.kafka;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka from ending the JVM. Where Kafka cannot go on, in any of its threads, it would call {@link Exit}; here that ends the
 * thread and tells the broker whose thread it was. Threads inherit their broker from the thread that started it.
 */
final class ExitGuard {
    private static final InheritableThreadLocal<@Nullable BiConsumer<String, @Nullable Throwable>> BROKER =
            new InheritableThreadLocal<>();

    static {
        Exit.setExitProcedure(ExitGuard::refuse);
        Exit.setHaltProcedure(ExitGuard::refuse);
    }

    private ExitGuard() {}

    /** From now on this thread and those that it starts belong to a broker, which is told when Kafka gives up, and why. */
    static void adopt(BiConsumer<String, @Nullable Throwable> onFailure) {
        BROKER.set(onFailure);
    }

    /** Kafka's own handler of fatal faults forgets the cause before it exits. */
    static FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        if (!fatal) {
            return new LoggingFaultHandler(name, action);
        }
        return (message, cause) -> {
            action.run();
            throw giveUp(name + ": " + message + (cause == null ? "" : ": " + cause.getMessage()), cause);
        };
    }

    private static void refuse(int status, @Nullable String message) {
        var reason = message == null
                ? "it gave up in " + Thread.currentThread().getName() + " with status " + status
                : message;
        throw giveUp(reason, null);
    }

    private static GivenUp giveUp(String reason, @Nullable Throwable cause) {
        var onFailure = BROKER.get();
        if (onFailure != null) {
            onFailure.accept(reason, cause);
        }
        return new GivenUp(reason, cause);
    }

    /** What a thread of Kafka dies of in place of the JVM. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;

        GivenUp(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }
}
