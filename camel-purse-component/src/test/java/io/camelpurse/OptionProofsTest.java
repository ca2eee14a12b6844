package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
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
 * Every option of the metadata has a test that fails if the option has no effect. A new option without one
 * fails here.
 */
class OptionProofsTest {

    /** Option=test class#test method. */
    private static final String PROOFS = """
            allowPlainHttp=OptionCheckTest#plainHttpCanBeAllowed
            amount=PrecedenceTest#aMoneyOperationNeedsNothingButOptions
            amountUnit=RequestAmountsTest#majorUnitsOfAPaymentAreConvertedByItsCurrencyWhichIsReadFirst
            apiKey=AccountSettingsTest#underLoadEveryCallCarriesItsOwnBearerKeyAndEntity
            apiUrl=OptionEffectsTest#aConfigurationMayBeABean
            auditLogFormat=AuditLogTest#theJsonOfALineIsStableByteForByte
            autowiredEnabled=OptionEffectsTest#autowiredEnabledTakesNoBeanThatNoOptionNames
            bridgeErrorHandler=OptionEffectsTest#bridgeErrorHandlerOnTheComponentPassesFailuresToTheRoutesErrorHandler
            clientId=AccountSettingsTest#twoEndpointsOfOneComponentCallEachForItsOwnAccount
            clientSecret=AccountSettingsTest#aWrongSecretDoesNotProfitFromTheRightOnesToken
            clientSessionId=PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            completionTimeout=MoneyCallTest#aPendingOperationIsFollowedToItsEnd
            configuration=OptionEffectsTest#aConfigurationMayBeABean
            connectTimeout=OptionEffectsTest#connectTimeoutEndsTheWaitForAConnection
            continueOnIoThread=ContinuationThreadsTest#aRouteContinuesOnTheIoThreadWhereThatIsAllowed
            credentialsSource=TokensTest#changedCredentialsCountFromTheNextTokenOn
            currency=PrecedenceTest#aCurrencyInTheBodyCountsBeforeTheEndpoints
            dryRun=MoneyCallTest#aDryRunSaysWhatItWouldHaveSent
            entityId=PrecedenceTest#anEntityThatTheBodyLacksIsTheConfiguredOne
            exceptionHandler=PurseConsumerTest#theExceptionHandlerGetsWhatFailed
            exchangePattern=PurseConsumerTest#theExchangeHasTheConfiguredPattern
            failOnOperationFailure=MoneyCallTest#aFailedOperationIsDataWhereTheRouteWantsIt
            healthCheckConsumerEnabled=WebhookHealthTest#aCheckThatIsSwitchedOffIsNotAsked
            healthCheckProducerEnabled=SigningKeysHealthTest#aCheckThatIsSwitchedOffIsNotThere
            httpClient=AsyncHttpClientFactoryTest#aReadyClientThatRunsIsUsedAndNotClosed
            httpComponent=AsyncHttpClientFactoryTest#aSelfSignedCertificateIsAcceptedWhereTheHttpComponentTrustsIt
            lazyStartProducer=LazyStartTest#withItOnTheComponentTheFirstCallSaysSo
            maxAge=SentRequestTest#maxAgeAllowsACachedResponse
            maxAmount=MoneyCallTest#moreThanTheMaximumIsRejectedBeforeTheRequestIsSent
            maxConnections=PurseClientTest#moreCallsThanThePoolHasConnectionsAllSucceed
            maxResponseSize=CallOutcomeTest#aSuccessThatCannotBeReadLeavesTheOutcomeUnknown
            maxRetries=RetryingCallTest#aCallIsRetriedAsOftenAsAllowedAndNoMore
            maxRetryDelay=OptionEffectsTest#retryDelayAndMaxRetryDelayBoundTheWaits
            merchantReference=PrecedenceTest#aMoneyOperationNeedsNothingButOptions
            operation=PrecedenceTest#withoutAnIdOfTheEndpointAHeaderCounts
            outputType=ResponseBodyTest#aResponseIsAMapWhereTheRouteAsksForOne
            paymentId=PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            paymentLinkId=PrecedenceTest#anIdOfTheEndpointWinsOverAHeader
            propagateTraceContext=PurseSpanDecoratorTest#theTraceContextIsNotSentUnlessItIsSwitchedOn
            redirectionExpectedClientSessionId=RedirectionCheckTest#theExpectedClientSessionBinds
            redirectionIdempotentRepository=RedirectionCheckTest#aTokenIsUsedOnceWhereThereIsARepository
            redirectionSigningKeysCachePeriod=OptionEffectsTest#\
            redirectionSigningKeysCachePeriodSaysWhenKeysAreReadAgain
            redirectionSigningKeysOutagePeriod=OptionEffectsTest#redirectionSigningKeysOutagePeriodSaysHowLongKeysServe
            redirectionVerification=RedirectionCheckTest#fetchReturnsTheCurrentStateInsteadOfTheClaims
            requireMerchantReference=MoneyCallTest#aMissingReferenceIsRejectedByDefault
            responseTimeout=CallOutcomeTest#theResponseTimeoutEndsACallThatIsUnderWay
            retryBudget=OptionEffectsTest#retryBudgetBoundsTheTrafficThatRetriesAdd
            retryDelay=OptionEffectsTest#retryDelayAndMaxRetryDelayBoundTheWaits
            shopperRedirectionUrl=PrecedenceTest#aRedirectionUrlCountsFromTheBodyThenTheHeaderThenTheEndpoint
            tokenAuthentication=OptionEffectsTest#tokenAuthenticationBodySendsIdAndSecretInTheForm
            tokenScope=OptionEffectsTest#tokenScopeIsRequested
            tokenUrl=AccountSettingsTest#aTokenOfOneTokenEndpointIsNeverSentToAnother
            totalTimeout=CallOutcomeTest#theTotalTimeoutEndsACallThatIsUnderWay
            webhookAcknowledgement=NotificationProcessingTest#anAcknowledgedNotificationIsProcessedBeforeTheContextStops
            webhookAddressHeader=WebhookEnginesTest#theLastAddressInTheProxysHeaderCounts
            webhookAllowedAddresses=WebhookHandlerTest#anAddressThatIsNotAllowedIsRejected
            webhookClaimTimeout=WebhookConcurrencyTest#\
            anErrorAfterWhichAnAsynchronousRouteNeverEndsReleasesThePermitWithTheClaim
            webhookComponent=PurseConsumerTest#webhooksMayArriveAtAnotherEngineThanRestServices
            webhookDeduplicate=OptionEffectsTest#webhookDeduplicateAloneLetsARedeliveredNotificationRunTheRoute
            webhookDropStale=OptionEffectsTest#webhookDropStaleAloneLetsALowerVersionRunTheRoute
            webhookEventTypes=WebhookSandboxTest#eventTypesAndTheFirstTokenAreSentToPurse
            webhookIdempotentRepository=NotificationProcessingTest#aNotificationThatCannotBeStoredIsRedelivered
            webhookMaxBodySize=WebhookHandlerTest#aBodyThatIsTooLongIsRejected
            webhookMaxConcurrency=WebhookAttackTest#notificationsBeyondTheMaximumConcurrencyAreRejectedForRedelivery
            webhookPath=WebhookHandlerFactoryTest#twoRoutesHaveTheirOwnPathsTokensAndMemories
            webhookRequireToken=WebhookHandlerFactoryTest#withoutARequiredTokenEveryRequestIsAccepted
            webhookSilencePeriod=WebhookSilenceTest#\
            aRouteThatReceivesNoNotificationIsDownAfterItsPeriodAndUpWithTheNextOne
            webhookTokenHeader=WebhookHandlerFactoryTest#twoRoutesHaveTheirOwnPathsTokensAndMemories
            webhookUrl=WebhookHandlerTest#creatingCallsRegisterTheWebhookAndHideTheToken
            webhookVerification=WebhookHandlerTest#theCurrentStateIsFetchedWithVerificationFetch
            webhookVerifyToken=WebhookTokensTest#anEndpointsTokenWinsOverTheComponents
            webhookVersionRepository=NotificationProcessingTest#\
            aVersionRepositoryThatIsDownCausesARedeliveryAndClaimsNothing
            """;

    private static final Map<String, String> TABLE = table();
    private static final List<String> TEST_CLASSES = testClasses();

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        PROOFS.lines().map(line -> line.split("=")).forEach(row -> table.put(row[0], row[1]));
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

    /** In whatever package it is; not initialized, since that would start its peers. */
    private static Class<?> testClass(String simpleName) throws Exception {
        List<String> names = TEST_CLASSES.stream()
                .filter(name -> name.endsWith("." + simpleName))
                .toList();
        assertThat(names).as(simpleName).hasSize(1);
        return Class.forName(names.get(0), false, OptionProofsTest.class.getClassLoader());
    }

    private static List<String> testClasses() {
        try {
            Path root = Path.of(OptionProofsTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".class"))
                        .map(file -> file.substring(0, file.length() - ".class".length()))
                        .map(file -> file.replace(File.separatorChar, '.'))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
