package io.galena.kit.catalog;

import io.galena.kit.operation.InternalCalls;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The catalog client of a process: one, however many services of that process import this. It begins to follow the control
 * plane when all beans are there, before anything that serves requests starts.
 */
@Configuration(proxyBeanMethods = false)
public class CatalogClientConfiguration {
    /** The lifecycle phase in which the client starts: early, so that others can rely on it when they start. */
    public static final int PHASE = -10_000;

    @Bean(destroyMethod = "close")
    CatalogClient catalogClient(InternalCalls calls) {
        return new CatalogClient(calls);
    }

    @Bean
    SmartLifecycle catalogClientLifecycle(CatalogClient client) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                client.start();
                running = true;
            }

            @Override
            public void stop() {
                client.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return PHASE;
            }
        };
    }
}
