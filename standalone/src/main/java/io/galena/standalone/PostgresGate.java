package io.galena.standalone;

import io.galena.postgres.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets Spring read its configuration while PostgreSQL starts, and holds it before the first bean that could want a database:
 * here the properties that say where the databases are become known.
 */
record PostgresGate(
        CompletableFuture<EmbeddedPostgres> postgres, DatabaseProperties databases, ConfigurableEnvironment environment)
        implements BeanFactoryPostProcessor {
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        var properties = databases.of(await(postgres));
        environment.getPropertySources().addFirst(new MapPropertySource("databases", properties));
    }

    private static EmbeddedPostgres await(CompletableFuture<EmbeddedPostgres> postgres) {
        try {
            return postgres.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
