package io.camelpurse.documentation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.Randomness;
import io.camelpurse.client.TimeSource;
import io.camelpurse.doctor.DoctorCommand;
import io.camelpurse.doctor.PurseDoctor;
import io.camelpurse.message.TemplatedRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.adoc} about packages. */
class ArchitectureTest {

    private static final String ROOT = "io.camelpurse";
    private static final DescribedPredicate<JavaClass> CLIENT = resideInAPackage("io.camelpurse.client..");
    private static final DescribedPredicate<JavaClass> MESSAGE = resideInAPackage("io.camelpurse.message..");
    private static final DescribedPredicate<JavaClass> REDIRECT = resideInAPackage("io.camelpurse.redirect..");
    private static final DescribedPredicate<JavaClass> WEBHOOK = resideInAPackage("io.camelpurse.webhook..");
    private static final DescribedPredicate<JavaClass> PRODUCER = resideInAPackage("io.camelpurse.producer..");
    private static final DescribedPredicate<JavaClass> SPRING_BOOT = resideInAPackage("io.camelpurse.springboot..");
    private static final DescribedPredicate<JavaClass> DSL = resideInAPackage("io.camelpurse.dsl..");
    private static final DescribedPredicate<JavaClass> MODEL = resideInAPackage("io.camelpurse.model..");
    private static final DescribedPredicate<JavaClass> TEXT = resideInAPackage("io.camelpurse.text..");
    private static final DescribedPredicate<JavaClass> METRICS = resideInAPackage("io.camelpurse.metrics..");
    private static final DescribedPredicate<JavaClass> TRACING = resideInAPackage("io.camelpurse.tracing..");
    private static final DescribedPredicate<JavaClass> DOCTOR = resideInAPackage("io.camelpurse.doctor..");
    private static final DescribedPredicate<JavaClass> INTERNAL =
            TEXT.or(METRICS).or(CLIENT).or(MESSAGE).or(REDIRECT).or(WEBHOOK).or(PRODUCER);

    /** The component, the endpoint, and what belongs to them alone. */
    private static final Set<String> TOP_CLASSES = Set.of(
            "PurseComponent",
            "PurseComponentConfigurer",
            "PurseEndpoint",
            "PurseEndpointConfigurer",
            "PurseEndpointUriFactory",
            "PurseConfigurationConfigurer",
            "PurseDevConsole",
            "ProducerHealthChecks",
            "PurseHealthCheck",
            "WebhookCapablePurseEndpoint",
            "ComponentHealth",
            "ComponentMetrics",
            "ComponentName",
            "ContinuationThreads",
            "CountingEndpoint",
            "ConfiguredSecrets",
            "CredentialScope",
            "MeasuredComponent",
            "OptionCheck",
            "OptionConfigurer",
            "OptionForm",
            "OptionMerge",
            "UnknownParametersException");

    private static final DescribedPredicate<JavaClass> TOP = describe(
            "the component, the endpoint and their own classes",
            type -> type.getPackageName().equals(ROOT)
                    && TOP_CLASSES.contains(
                            type.getName().substring(ROOT.length() + 1).split("\\$")[0]));

    private static final DescribedPredicate<JavaClass> API =
            resideInAPackage(ROOT).and(not(TOP)).as("the public types of the root package");

    private static final Set<String> READS_TIME_OR_CHANCE = Set.of(
            "System.nanoTime",
            "System.currentTimeMillis",
            "Clock.systemUTC",
            "Clock.systemDefaultZone",
            "Clock.system",
            "InstantSource.system",
            "Instant.now",
            "LocalDateTime.now",
            "OffsetDateTime.now",
            "ZonedDateTime.now",
            "ThreadLocalRandom.current",
            "UUID.randomUUID",
            "Math.random");

    /**
     * Operations that a class calls or is part of, whatever operation its endpoint has. Nobody else names one: what
     * distinguishes operations is a column of the table.
     */
    private static final Map<String, Set<String>> NAMED_OPERATIONS = Map.ofEntries(
            // The failure of one operation only.
            entry("PurseInvalidRedirectionException", Set.of("verifyRedirection")),
            // The current state of a payment decides what an operation on it does, whichever that is.
            entry("client.PurseRequest", Set.of("getPayment")),
            // Keys are derived from the name, which never changes; messages show the address of the payment.
            entry("client.ReversalRequest", Set.of("reversePayment", "getPayment")),
            // Each shows one thing of the diagnosis.
            entry("doctor.EntityCheck", Set.of("getEligibleSolutions")),
            entry("doctor.SigningKeysCheck", Set.of("getSigningKeys")),
            entry("doctor.WebhookTokenCheck", Set.of("createPaymentLink", "cancelPaymentLink")),
            // A notification and redirection data are verified by a read of the resource that they are about.
            entry("webhook.WebhookResource", Set.of("getPayment", "getPaymentLink", "getClientSession")),
            entry("redirect.RedirectionRefetch", Set.of("getPayment", "getClientSession", "verifyRedirection")),
            entry("redirect.RedirectionCheck", Set.of("getPayment", "verifyRedirection")),
            // The logging context of a line.
            entry("redirect.OneTimeUse", Set.of("verifyRedirection")),
            entry("redirect.SigningKeySources", Set.of("getSigningKeys")));

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

    /** PurseComponent and PurseEndpoint depend on everything, so that nothing else in the component may name them. */
    @Test
    void packagesDependOnTheOnesBelowThem() {
        layer(TEXT, List.of());
        layer(METRICS, List.of());
        layer(MODEL, List.of(TEXT));
        layer(API, List.of(MODEL, TEXT));
        layer(CLIENT, List.of(API, MODEL, TEXT));
        layer(MESSAGE, List.of(CLIENT, API, MODEL, TEXT));
        layer(REDIRECT, List.of(MESSAGE, CLIENT, API, MODEL, TEXT));
        layer(WEBHOOK, List.of(MESSAGE, CLIENT, API, MODEL, TEXT, METRICS));
        layer(PRODUCER, List.of(REDIRECT, WEBHOOK, MESSAGE, CLIENT, API, MODEL, TEXT, METRICS));
    }

    /** It reads what the client returned, and asks it for nothing. */
    @Test
    void messagesSendNothing() {
        check(noClasses().that(MESSAGE).should().dependOnClassesThat(assignableTo(PurseClient.class)));
    }

    /** It configures the component from outside, as an application does, and nothing knows it. */
    @Test
    void springBootKnowsTheComponentOnly() {
        check(noClasses()
                .that(SPRING_BOOT)
                .should()
                .dependOnClassesThat(INTERNAL.or(API).or(MODEL)));
        check(noClasses().that(not(SPRING_BOOT)).should().dependOnClassesThat(SPRING_BOOT));
    }

    /** It examines a component as an application configures it, and nothing knows it. */
    @Test
    void theDoctorIsAboveTheComponent() {
        layer(DOCTOR, List.of(TOP, MESSAGE, CLIENT, API, MODEL, TEXT));
        check(noClasses().that(not(DOCTOR)).should().dependOnClassesThat(DOCTOR));
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(component)
                .allMatch(INTERNAL.or(API)
                        .or(TOP)
                        .or(MODEL)
                        .or(SPRING_BOOT)
                        .or(TRACING)
                        .or(DOCTOR)
                        .or(DSL));
    }

    /** It describes what an endpoint and its messages show, and nothing knows it. */
    @Test
    void tracingKnowsTheEndpointAndThePublicApiOnly() {
        check(noClasses().that(TRACING).should().dependOnClassesThat(INTERNAL.or(MODEL)));
        check(noClasses().that(not(TRACING)).should().dependOnClassesThat(TRACING));
    }

    @Test
    void noPackageBelowTheRootIsPartOfACycle() {
        check(slices().matching("io.camelpurse.(*)..").should().beFreeOfCycles());
    }

    /** What is not public API is public only where another package of ours needs it, and its package says so. */
    @Test
    void thePublicApiIsTheRootTheModelAndTheDoctor() {
        for (String internal : List.of(
                "text", "metrics", "client", "message", "redirect", "webhook", "producer", "springboot", "tracing")) {
            assertThat(Path.of("src/main/java/io/camelpurse", internal, "package-info.java"))
                    .content()
                    .contains("Internal");
        }
        assertThat(component.stream()
                        .filter(API.or(TOP).or(MODEL).or(DOCTOR))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMembers().stream())
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .filter(member ->
                                member.getAllInvolvedRawTypes().stream().anyMatch(INTERNAL))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    /** Applications copy Kamelets and templates, so that the name of a class in them is public API. */
    @Test
    void kameletsAndTemplatesNameOneClassThatTheDocumentationCallsPublic() throws IOException {
        Pattern named = Pattern.compile("#class:(io\\.camelpurse[\\w.]+)");
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            List<Path> texts =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            Set<String> classes = new TreeSet<>();
            for (Path text : texts) {
                named.matcher(Files.readString(text)).results().forEach(found -> classes.add(found.group(1)));
            }
            assertThat(classes).containsExactly(TemplatedRequest.class.getName());
        }
        assertThat(Document.page("architecture.adoc").text()).contains("`" + TemplatedRequest.class.getName() + "`");
    }

    /** The generated configurers set the option {@code httpClient}, as the classes do that they are made of. */
    @Test
    void onlyTheClientKnowsTheHttpClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.camelpurse.client..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.apache.hc..").and(not(assignableTo(CloseableHttpAsyncClient.class)))));
    }

    @Test
    void onlyTheOptionAndTheEndpointNameTheTypeOfAReadyHttpClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.camelpurse.client..")
                .and()
                .haveNameNotMatching("io\\.camelpurse\\.Purse(Configuration|Endpoint|\\w+Configurer)")
                .should()
                .dependOnClassesThat(assignableTo(CloseableHttpAsyncClient.class)));
    }

    @Test
    void onlyTheRedirectPackageKnowsNimbus() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.camelpurse.redirect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds.."));
    }

    /** A switch over the operations accesses their constants too, in a class of the compiler's. */
    @Test
    void noDecisionNamesASingleOperation() throws IOException {
        Map<String, Set<String>> named = component.stream()
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(PurseOperation.class))
                .filter(access -> !access.getOriginOwner().isEquivalentTo(PurseOperation.class))
                .collect(groupingBy(
                        access -> access.getOriginOwner().getName().substring(ROOT.length() + 1),
                        mapping(access -> access.getTarget().getName(), toSet())));
        assertThat(named).isEqualTo(NAMED_OPERATIONS);

        Pattern comparison = Pattern.compile("[=!]=\\s*PurseOperation\\.|PurseOperation\\.\\w+\\s*[=!]=|"
                + "PurseOperation\\.\\w+\\.equals\\(|equals\\(\\s*PurseOperation\\.");
        for (String type : NAMED_OPERATIONS.keySet()) {
            assertThat(Path.of("src/main/java/io/camelpurse", type.replace('.', '/') + ".java"))
                    .content()
                    .doesNotContainPattern(comparison);
        }
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

    /** So that a test can run the whole protocol in a time of its own, and repeat it. */
    @Test
    void timeAndRandomnessArePassedIn() {
        check(noClasses()
                .that()
                .haveNameNotMatching("io\\.camelpurse\\.(client\\.(TimeSource|Randomness)|IdempotencyKeys)(\\$.*)?")
                .should()
                .callMethodWhere(describe(
                        "it reads the time or makes a random value",
                        call -> READS_TIME_OR_CHANCE.contains(
                                call.getTargetOwner().getSimpleName() + "."
                                        + call.getTarget().getName()))));
    }

    @Test
    void onlyTheWiringNamesTheClocksOfTheMachine() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(PurseComponent.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(PurseDoctor.class.getName())
                .should()
                .callMethod(TimeSource.class, "system")
                .orShould()
                .callMethod(Randomness.class, "system"));
    }

    @Test
    void threadsComeFromCamel() {
        check(noClasses().should().callConstructorWhere(describe("it makes a thread", call -> call.getTargetOwner()
                .isAssignableTo(Thread.class))));
        check(noClasses().should().dependOnClassesThat(assignableTo(Executors.class)));
    }

    @Test
    void nothingIsPrintedButTheReportOfTheCommand() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                component.that(describe("not the command", type -> !type.isEquivalentTo(DoctorCommand.class))));
    }

    private static void layer(DescribedPredicate<JavaClass> layer, List<DescribedPredicate<JavaClass>> below) {
        DescribedPredicate<JavaClass> allowed = below.stream().reduce(layer, (all, one) -> all.or(one));
        check(noClasses()
                .that(layer)
                .should()
                .dependOnClassesThat(resideInAPackage(EVERYWHERE).and(not(allowed))));
    }

    private static void check(ArchRule rule) {
        rule.check(component);
    }
}
