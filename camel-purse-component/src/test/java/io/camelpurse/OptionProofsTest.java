package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every option that the metadata advertise has a test that fails if the option has no effect (rule R45). A new option without
 * one fails here.
 */
class OptionProofsTest {

    /** Option, test class, test method. */
    private static final String PROOFS = """
            webhookAcknowledgement                WebhookDeduplicationTest#anAcknowledgedNotificationIsProcessedBeforeTheContextStops
            webhookAddressHeader              WebhookEnginesTest#theLastAddressInTheProxysHeaderCounts
            allowPlainHttp             OptionValuesTest#plainHttpCanBeAllowed
            webhookAllowedAddresses           WebhookTest#anAddressThatIsNotAllowedIsRejected
            amount                     PrecedenceTest#aMoneyOperationNeedsNothingButOptions
            amountUnit                 MajorUnitsInBodiesTest#majorUnitsOfAPaymentAreConvertedByItsCurrencyWhichIsReadFirst
            apiKey                     AccountsTest#underLoadEveryCallCarriesItsOwnBearerKeyAndEntity
            apiUrl                     OptionEffectsTest#aConfigurationMayBeABean
            webhookRequireToken        WebhookOptionsTest#withoutARequiredTokenEveryRequestIsAccepted
            autowiredEnabled           OptionEffectsTest#autowiredEnabledTakesNoBeanThatNoOptionNames
            completionTimeout            RecoveryTest#aPendingOperationIsFollowedToItsEnd
            bridgeErrorHandler         OptionEffectsTest#bridgeErrorHandlerOnTheComponentPassesFailuresToTheRoutesErrorHandler
            webhookClaimTimeout               WebhookConcurrencyTest#anErrorAfterWhichAnAsynchronousRouteNeverEndsReleasesThePermitWithTheClaim
            clientId                   AccountsTest#twoEndpointsOfOneComponentCallEachForItsOwnAccount
            clientSecret               AccountsTest#aWrongSecretDoesNotProfitFromTheRightOnesToken
            clientSessionId            PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            configuration              OptionEffectsTest#aConfigurationMayBeABean
            redirectionVerification                    VerifyRedirectionTest#fetchReturnsTheCurrentStateInsteadOfTheClaims
            connectTimeout             OptionEffectsTest#connectTimeoutEndsTheWaitForAConnection
            credentialsSource          TokensTest#changedCredentialsCountFromTheNextTokenOn
            currency                   PrecedenceTest#aCurrencyInTheBodyCountsBeforeTheEndpoints
            webhookDeduplicate                OptionEffectsTest#deduplicateAloneLetsARedeliveredNotificationRunTheRoute
            webhookDropStale                  OptionEffectsTest#dropStaleAloneLetsALowerVersionRunTheRoute
            dryRun                     RecoveryTest#aDryRunSaysWhatItWouldHaveSent
            entityId                   PrecedenceTest#anEntityThatTheBodyLacksIsTheConfiguredOne
            webhookEventTypes                 WebhookSandboxTest#eventTypesAndTheFirstTokenAreSentToPurse
            exceptionHandler           WebhookContractsTest#theExceptionHandlerGetsWhatFailed
            exchangePattern            WebhookContractsTest#theExchangeHasTheConfiguredPattern
            redirectionExpectedClientSessionId    VerifyRedirectionTest#theExpectedClientSessionBinds
            failOnOperationFailure     RecoveryTest#aFailedOperationIsDataWhereTheRouteWantsIt
            healthCheckConsumerEnabled WebhookHealthTest#aCheckThatIsSwitchedOffIsNotAsked
            healthCheckProducerEnabled SigningKeysHealthTest#aCheckThatIsSwitchedOffIsNotThere
            httpClient                 HttpSetUpTest#aReadyClientThatRunsIsUsedAndNotClosed
            httpComponent              HttpSetUpTest#aSelfSignedCertificateIsAcceptedWhereTheHttpComponentTrustsIt
            webhookIdempotentRepository       WebhookDeduplicationTest#aNotificationThatCannotBeStoredIsRedelivered
            lazyStartProducer          LazyStartTest#withItOnTheComponentTheFirstCallSaysSo
            maxAge                     SentRequestTest#maxAgeAllowsACachedResponse
            webhookMaxBodySize                WebhookTest#aBodyThatIsTooLongIsRejected
            webhookMaxConcurrency      WebhookAttackTest#notificationsBeyondTheMaximumConcurrencyAreRejectedForRedelivery
            maxConnections             NonBlockingTest#moreCallsThanThePoolHasConnectionsAllSucceed
            maxResponseSize            CallOutcomeTest#aSuccessThatCannotBeReadLeavesTheOutcomeUnknown
            maxAmount              RecoveryTest#moreThanTheMaximumIsRejectedBeforeTheRequestIsSent
            maxRetries             RetryTest#aCallIsRepeatedAsOftenAsAllowedAndNoMore
            merchantReference          PrecedenceTest#aMoneyOperationNeedsNothingButOptions
            operation                  PrecedenceTest#withoutAnIdOfTheEndpointAHeaderCounts
            outputType                 OutputTypeTest#aResponseIsAMapWhereTheRouteAsksForOne
            paymentId                  PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            paymentLinkId              PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            redirectionIdempotentRepository      VerifyRedirectionTest#aTokenIsUsedOnceWhereThereIsARepository
            requireMerchantReference   RecoveryTest#aMissingReferenceIsRejectedByDefault
            shopperRedirectionUrl      PrecedenceTest#aRedirectionUrlCountsFromTheBodyThenTheHeaderThenTheEndpoint
            responseTimeout            CallOutcomeTest#theResponseTimeoutEndsACallThatIsUnderWay
            retryBudget                OptionEffectsTest#retryBudgetBoundsTheTrafficThatRetriesAdd
            retryDelay                 OptionEffectsTest#retryDelayAndRetryMaxDelayBoundTheWaits
            maxRetryDelay              OptionEffectsTest#retryDelayAndRetryMaxDelayBoundTheWaits
            redirectionSigningKeysCachePeriod          OptionEffectsTest#signingKeysMaxAgeSaysWhenKeysAreReadAgain
            redirectionSigningKeysOutagePeriod      OptionEffectsTest#signingKeysOutageTimeSaysHowLongKeysServe
            tokenAuthentication        OptionEffectsTest#tokenAuthenticationBodySendsIdAndSecretInTheForm
            tokenScope                 OptionEffectsTest#tokenScopeIsRequested
            tokenUrl                   AccountsTest#aTokenOfOneTokenEndpointIsNeverSentToAnother
            totalTimeout               CallOutcomeTest#theTotalTimeoutEndsACallThatIsUnderWay
            webhookVerification                     WebhookTest#theCurrentStateIsFetchedWithVerificationFetch
            webhookVersionRepository          WebhookDeduplicationTest#aVersionRepositoryThatIsDownCausesARedeliveryAndClaimsNothing
            webhookComponent           WebhookContractsTest#webhooksMayArriveAtAnotherEngineThanRestServices
            webhookPath                WebhookOptionsTest#twoRoutesHaveTheirOwnPathsSecretsAndMemories
            webhookTokenHeader         WebhookOptionsTest#twoRoutesHaveTheirOwnPathsSecretsAndMemories
            webhookUrl                 WebhookTest#creatingCallsRegisterTheWebhookAndHideTheToken
            webhookVerifyToken         WebhookOptionsTest#anEndpointsSecretWinsOverTheComponents
            """;

    private static final Map<String, String> TABLE = table();

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        PROOFS.lines().map(line -> line.split(" +")).forEach(row -> table.put(row[0], row[1]));
        return table;
    }

    static Set<String> options() throws IOException {
        JsonNode metadata;
        try (InputStream json = OptionProofsTest.class.getResourceAsStream("/META-INF/io/camelpurse/purse.json")) {
            metadata = Json.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
        Set<String> options = new TreeSet<>();
        metadata.path("componentProperties").fieldNames().forEachRemaining(options::add);
        metadata.path("properties").fieldNames().forEachRemaining(options::add);
        return options;
    }

    @Test
    void everyOptionHasAProofAndEveryProofAnOption() throws IOException {
        assertThat(TABLE.keySet()).containsExactlyElementsOf(options());
    }

    @ParameterizedTest
    @MethodSource("options")
    void theProofIsATest(String option) throws Exception {
        String[] proof = TABLE.get(option).split("#");
        List<Method> tests = Arrays.stream(testClass(proof[0]).getDeclaredMethods())
                .filter(method -> method.getName().equals(proof[1]))
                .toList();
        assertThat(tests)
                .as("%s for %s", TABLE.get(option), option)
                .singleElement()
                .satisfies(method -> assertThat(method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                        .isTrue());
    }

    /** In whatever package it is. */
    private static Class<?> testClass(String simpleName) throws Exception {
        Path root = Path.of(OptionProofsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(file -> file.endsWith(simpleName + ".class"))
                    .map(file ->
                            root.relativize(file).toString().replace('/', '.').replace('\\', '.'))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
            assertThat(names).as(simpleName).hasSize(1);
            return Class.forName(names.get(0));
        }
    }
}
