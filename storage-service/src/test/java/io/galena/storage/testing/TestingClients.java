package io.galena.storage.testing;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Runs clients at the same time. */
public final class TestingClients {
    private TestingClients() {}

    /** Runs that many clients, each on a virtual thread, and waits for them; the first failure is thrown. */
    public static void run(int count, Client client) throws Exception {
        var calls = new ArrayList<Callable<Void>>();
        for (var i = 0; i < count; i++) {
            var number = i;
            calls.add(() -> {
                client.run(number);
                return null;
            });
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(calls)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    throw new AssertionError("A client failed", e.getCause());
                }
            }
        }
    }

    /** What a client does. */
    @FunctionalInterface
    public interface Client {
        void run(int number) throws Exception;
    }
}
