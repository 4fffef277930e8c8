package io.galena.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules between the modules; those inside a module are tested there. */
@AnalyzeClasses(packages = "io.galena", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
    private static final String[] SERVICES = {
        "io.galena.gateway..", "io.galena.controlplane..", "io.galena.storage..", "io.galena.stream.."
    };
    private static final String[] SQL = {
        "java.sql..", "javax.sql..", "org.springframework.jdbc..", "com.zaxxer.hikari.."
    };

    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices().matching(
                    "io.galena.(gateway|controlplane|storage|stream)..")
            .should()
            .notDependOnEachOther()
            .because("a service can be a process of its own: call the other one through InternalCalls");

    @ArchTest
    static final ArchRule theKitKnowsNoService = noClasses()
            .that()
            .resideInAPackage("io.galena.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES)
            .because("service-kit is what all services share: put what one service needs into that service");

    @ArchTest
    static final ArchRule theLauncherOfPostgresStandsAlone = classes()
            .that()
            .resideInAPackage("io.galena.postgres..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("io.galena..", "org.springframework.."))
                    .or(resideInAPackage("io.galena.postgres..")))
            .because("embedded-postgres is plain Java, started before there is a Spring");

    @ArchTest
    static final ArchRule onlyStandaloneStartsPostgres = noClasses()
            .that()
            .resideOutsideOfPackages("io.galena.standalone..", "io.galena.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.galena.postgres..")
            .because("a service gets the address of its database by configuration, wherever that runs");

    @ArchTest
    static final ArchRule theLauncherOfKafkaStandsAlone = classes()
            .that()
            .resideInAPackage("io.galena.kafka..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("io.galena..", "org.springframework.."))
                    .or(resideInAPackage("io.galena.kafka..")))
            .because("embedded-kafka is plain Java, started beside Spring");

    @ArchTest
    static final ArchRule onlyStandaloneStartsKafka = noClasses()
            .that()
            .resideOutsideOfPackages("io.galena.standalone..", "io.galena.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.galena.kafka..")
            .because("the stream service gets the address of its broker by configuration, wherever that runs");

    @ArchTest
    static final ArchRule onlyReadersOfTheChangeLogKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.galena.standalone..",
                    "io.galena.kafka..",
                    "io.galena.kit.kafka..",
                    "io.galena.stream..",
                    "io.galena.storage.indexer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("writers speak to the write-ahead log alone: they work while Kafka is away");

    @ArchTest
    static final ArchRule theGatewayHasNoDatabase = noClasses()
            .that()
            .resideInAnyPackage("io.galena.gateway..", "io.galena.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SQL)
            .because("what the gateway needs of the catalog is in memory: use CatalogClient");

    @ArchTest
    static final ArchRule operationsOnItemsKnowNoSql = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.galena.storage.item..",
                    "io.galena.storage.batch..",
                    "io.galena.storage.query..",
                    "io.galena.storage.partiql..",
                    "io.galena.storage.transaction..",
                    "io.galena.storage.request..",
                    "io.galena.storage.answer..",
                    "io.galena.storage.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SQL)
            .because(
                    "operations work through ItemWriter, PointReader, RangeReader and Transactions, which know the shards");
}
