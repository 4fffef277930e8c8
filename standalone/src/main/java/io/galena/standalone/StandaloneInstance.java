package io.galena.standalone;

import io.galena.controlplane.account.RootCredential;
import io.galena.kit.security.MasterKey;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.EmbeddedPostgresException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * A running standalone Galena: data directory, PostgreSQL, Kafka and the application context, ended in the reverse order, so that
 * requests in flight still find their database.
 *
 * @param kafka the broker of its own, unless it was told of an external cluster
 */
record StandaloneInstance(
        StandaloneProperties properties,
        DataDirectory directory,
        EmbeddedPostgres postgres,
        Optional<BackgroundKafka> kafka,
        ConfigurableApplicationContext context) {
    private static final DataSize CHANGE_LOG_BOUND = DataSize.ofGigabytes(8);

    /**
     * Starts an instance.
     *
     * @param options properties that win over system properties and the environment
     * @param started takes what is to be ended, also when the start fails half way
     * @throws StartFailure if it cannot be started for a reason that the user can mend
     */
    static StandaloneInstance start(Map<String, Object> options, Progress progress, Started started) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource(CommandLine.SOURCE, options));
        var properties = Binder.get(environment).bindOrCreate("galena", StandaloneProperties.class);
        new ListenAddress(properties.bind(), properties.port()).requireFree();
        Exposure.checkOptions(properties);
        Binder.get(environment)
                .bind("galena.master-key", String.class)
                .ifBound(key -> MasterKey.load(Optional.of(key)));
        ThrowAwayDirectories.removeAbandoned();
        var directory = DataDirectory.open(properties);
        started.add(directory::close);
        var databases = new DatabaseProperties(directory.shards());
        var postgres = startPostgres(
                properties, directory, databases, serverSettings(environment, databases), progress, started);
        var kafka = hasExternalKafka(environment)
                ? Optional.<BackgroundKafka>empty()
                : Optional.of(new BackgroundKafka(properties.kafkaPort()));
        kafka.ifPresent(broker -> started.add(broker::close));
        var context = startServices(environment, properties, new PostgresGate(postgres, databases, environment), kafka);
        started.add(context::close);
        progress.done("All services are up");
        kafka.ifPresent(broker -> broker.start(directory.kafka()));
        var instance = new StandaloneInstance(properties, directory, postgres.join(), kafka, context);
        RunFile.requested().ifPresent(file -> {
            started.add(file::delete);
            file.write(instance.port(), instance.endpoint(), directory.path());
        });
        return instance;
    }

    private static boolean hasExternalKafka(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind("spring.kafka.bootstrap-servers", Bindable.listOf(String.class))
                .isBound();
    }

    /** The server itself holds to the bound that storage throttles at: a log that nobody reads does not fill the disk. */
    private static Map<String, String> serverSettings(
            ConfigurableEnvironment environment, DatabaseProperties databases) {
        var bound = Binder.get(environment)
                .bind("galena.storage.change-log-bound", DataSize.class)
                .orElse(CHANGE_LOG_BOUND);
        var fsync = Binder.get(environment)
                .bind("galena.postgres.fsync", Boolean.class)
                .orElse(true);
        return Map.of(
                "max_slot_wal_keep_size",
                bound.toMegabytes() + "MB",
                "fsync",
                fsync ? "on" : "off",
                "max_connections",
                Integer.toString(databases.connections()));
    }

    /** In a thread of its own, while Spring reads its configuration. */
    private static CompletableFuture<EmbeddedPostgres> startPostgres(
            StandaloneProperties properties,
            DataDirectory directory,
            DatabaseProperties databases,
            Map<String, String> settings,
            Progress progress,
            Started started) {
        var postgres = new CompletableFuture<EmbeddedPostgres>();
        Thread.ofPlatform().name("postgres-start").start(() -> {
            try {
                var server = EmbeddedPostgres.start(directory.postgres(), settings);
                started.add(properties.ephemeral() ? server::discard : server::close);
                databases.create(server);
                directory.complete();
                progress.done("PostgreSQL takes connections");
                postgres.complete(server);
            } catch (EmbeddedPostgresException e) {
                postgres.completeExceptionally(directory.describe(e));
            } catch (RuntimeException e) {
                postgres.completeExceptionally(e);
            }
        });
        return postgres;
    }

    private static ConfigurableApplicationContext startServices(
            ConfigurableEnvironment environment,
            StandaloneProperties properties,
            PostgresGate gate,
            Optional<BackgroundKafka> broker) {
        var services = new MapPropertySource("services", ServiceProperties.of(properties));
        environment.getPropertySources().addFirst(services);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("service-defaults", ServiceProperties.defaults(properties)));
        var application = new SpringApplication(StandaloneConfiguration.class);
        application.setEnvironment(environment);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.addInitializers(context -> {
            context.addBeanFactoryPostProcessor(gate);
            broker.ifPresent(own -> context.getBeanFactory().registerSingleton("ownBroker", own));
        });
        return application.run();
    }

    /** The port that the API has got. */
    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    String endpoint() {
        return new ListenAddress(properties.bind(), port()).url();
    }

    RootCredential root() {
        return context.getBean(RootCredential.class);
    }

    Banner banner() {
        return new Banner(properties, root(), endpoint(), directory.path());
    }
}
