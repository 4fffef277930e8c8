package io.galena.controlplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.galena.controlplane", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.galena.controlplane.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package is a room of its own: put what two rooms need into a third below them");

    @ArchTest
    static final ArchRule DEFINITIONS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..definition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "org.springframework..", "..controlplane.table..", "..controlplane.database..")
            .because("rules for requests are tested without a database: move what needs one to the table package");

    @ArchTest
    static final ArchRule OPERATIONS_KNOW_NO_JDBC = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Store")
            .and()
            .haveSimpleNameNotEndingWith("Row")
            .and()
            .resideOutsideOfPackage("..database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..")
            .because("SQL belongs into the store that owns the table");
}
