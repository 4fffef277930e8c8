package io.galena.dynamodb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

@AnalyzeClasses(packages = "io.galena.dynamodb", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule plainJava = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql..")
            .because("the protocol is plain Java: Spring belongs into the services, SQL into the stores of theirs");

    @ArchTest
    static final ArchRule noOtherRooms = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.galena.kit..", "io.galena.storage..", "io.galena.gateway..", "io.galena.controlplane..")
            .because("dependencies point down only: what the protocol needs of them is handed to it");

    @ArchTest
    static final ArchRule noPackageCycles = slices().assignedFrom(new Packages())
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user is one package with it, or a concept is missing between them");

    @ArchTest
    static final ArchRule expressionsArePure = noClasses()
            .that()
            .resideInAPackage("..expression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..dynamodb.model..", "tools.jackson..")
            .because("expressions work on values: requests are taken apart before, JSON is written after");

    @ArchTest
    static final ArchRule keysAreIndependentOfRequests = noClasses()
            .that()
            .resideInAPackage("..key..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..dynamodb.model..", "..dynamodb.expression..", "tools.jackson..")
            .because("the format of keys is stored, and must not change with how requests look");

    /** An error may show an item, and values name their errors: these two packages count as one. */
    private static final class Packages implements SliceAssignment {
        private static final Set<String> TOGETHER = Set.of("io.galena.dynamodb.error", "io.galena.dynamodb.value");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var name = type.getPackageName();
            return SliceIdentifier.of(TOGETHER.contains(name) ? "values and errors" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
