package io.camelpurse.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class StateDependenciesTest {
    @Test
    void theStateKnowsNeitherHttpNorTheSandboxAroundThem() {
        noClasses()
                .that()
                .resideInAPackage("io.camelpurse.sandbox.state")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "com.nimbusds..", "io.camelpurse.sandbox")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.camelpurse.sandbox"));
    }
}
