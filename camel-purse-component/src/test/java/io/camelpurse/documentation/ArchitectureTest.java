package io.camelpurse.documentation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.camelpurse.PurseComponent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, as {@code docs/architecture.adoc} tells them. */
class ArchitectureTest {

    private static final String ROOT = "io.camelpurse";
    private static final String CLIENT = "io.camelpurse.client..";
    private static final String MODEL = "io.camelpurse.model..";
    private static final String REDIRECT = "io.camelpurse.redirect..";
    private static final String EVERYWHERE = "io.camelpurse..";

    private static JavaClasses component;

    @BeforeAll
    static void read() throws URISyntaxException {
        // The builders of the Endpoint DSL are Camel's in shape and name.
        component = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/io/camelpurse/dsl/"))
                .importPath(Path.of(PurseComponent.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
        assertThat(component).hasSizeGreaterThan(50);
    }

    @Test
    void theModelKnowsNoOtherRoom() {
        check(noClasses()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .dependOnClassesThat(resideInAPackage(EVERYWHERE).and(not(resideInAPackage(MODEL)))));
    }

    @Test
    void theOtherRoomsKnowTheModelAndNothingOfTheRoot() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT));
    }

    @Test
    void theRoomsFormNoCircle() {
        check(slices().matching("io.camelpurse.(*)..").should().beFreeOfCycles());
    }

    /** The generated configurers set the option {@code httpClient}, as the classes do that they are made of. */
    @Test
    void onlyTheClientKnowsTheHttpClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CLIENT)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.apache.hc..").and(not(assignableTo(CloseableHttpAsyncClient.class)))));
    }

    @Test
    void onlyTheOptionAndTheEndpointNameTheTypeOfAReadyHttpClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CLIENT)
                .and()
                .haveNameNotMatching("io\\.camelpurse\\.Purse(Configuration|Endpoint|\\w+Configurer)")
                .should()
                .dependOnClassesThat(assignableTo(CloseableHttpAsyncClient.class)));
    }

    @Test
    void onlyTheRedirectRoomKnowsNimbus() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(REDIRECT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds.."));
    }

    @Test
    void theRedirectRoomKnowsNoOtherRoom() {
        check(noClasses()
                .that()
                .resideInAPackage(REDIRECT)
                .should()
                .dependOnClassesThat(resideInAPackage(EVERYWHERE).and(not(resideInAPackage(REDIRECT)))));
    }

    @Test
    void aClassIsNamedByItsJob() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)"));
    }

    @Test
    void nothingIsSynchronized() throws IOException {
        check(noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED));

        // Byte code has no name for a synchronized block.
        Pattern block = Pattern.compile("^\\s*synchronized\\b", Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty().allSatisfy(source -> assertThat(Files.readString(source))
                    .doesNotContainPattern(block));
        }
    }

    @Test
    void nothingHangsOnAThread() {
        check(noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class)));
    }

    @Test
    void threadsComeFromCamel() {
        check(noClasses().should().callConstructorWhere(describe("it makes a thread", call -> call.getTargetOwner()
                .isAssignableTo(Thread.class))));
        check(noClasses().should().dependOnClassesThat(assignableTo(Executors.class)));
    }

    @Test
    void nothingIsPrinted() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    private static void check(ArchRule rule) {
        rule.check(component);
    }
}
