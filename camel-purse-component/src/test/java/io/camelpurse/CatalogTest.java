package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.fixture.ComponentOptions;
import io.camelpurse.fixture.Json;
import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tools know about the component: its metadata, as catalogs and editors read them. Tests
 * {@link PurseConfiguration} and {@link PurseConstants}.
 */
class CatalogTest {

    private final String json = ComponentOptions.metadata();
    private final CamelCatalog catalog = new DefaultCamelCatalog();

    CatalogTest() {
        catalog.addComponent("purse", PurseComponent.class.getName(), json);
    }

    @ParameterizedTest
    @EnumSource(PurseOperation.class)
    void aGoodUriOfEveryOperationIsValid(PurseOperation operation) {
        EndpointValidationResult result = validate("purse:" + operation
                + "?amountUnit=major&totalTimeout=30s&clientSecret=RAW(a+b)" + "&webhookVerifyToken=RAW(a,b)");
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @Test
    void anUnknownOptionIsNotValid() {
        assertThat(validate("purse:getPayment?paymentID=p-1").getUnknown()).containsExactly("paymentID");
    }

    @Test
    void anUnknownValueIsNotValid() {
        EndpointValidationResult result = validate("purse:getPayment?outputType=xml");
        assertThat(result.getInvalidEnum()).containsEntry("outputType", "xml");
        assertThat(result.getInvalidEnumChoices().get("outputType")).containsExactly("string", "map", "node", "model");
    }

    @Test
    void anUnknownOperationIsNotValid() {
        assertThat(validate("purse:payPayment").getInvalidEnum()).containsEntry("operation", "payPayment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxConnections=many", "maxResponseSize=big", "lazyStartProducer=perhaps"})
    void aValueOfTheWrongTypeIsNotValid(String option) {
        assertThat(validate("purse:getPayment?" + option).isSuccess()).isFalse();
    }

    /**
     * Of the component and of its endpoints; the ids are options of the endpoint only. Written out, so that none is
     * renamed by mistake.
     */
    static Stream<String> options() {
        return """
                allowPlainHttp
                amount
                amountUnit
                apiKey
                apiUrl
                auditLogFormat
                clientId
                clientSecret
                completionTimeout
                connectTimeout
                continueOnIoThread
                credentialsSource
                currency
                dryRun
                entityId
                failOnOperationFailure
                httpClient
                httpComponent
                maxAge
                maxAmount
                maxConnections
                maxResponseSize
                maxRetries
                maxRetryDelay
                merchantReference
                outputType
                propagateTraceContext
                redirectionIdempotentRepository
                redirectionSigningKeysCachePeriod
                redirectionSigningKeysOutagePeriod
                redirectionVerification
                requireMerchantReference
                responseTimeout
                retryBudget
                retryDelay
                shopperRedirectionUrl
                tokenAuthentication
                tokenScope
                tokenUrl
                totalTimeout
                webhookAcknowledgement
                webhookAddressHeader
                webhookAllowedAddresses
                webhookClaimTimeout
                webhookComponent
                webhookDeduplicate
                webhookDropStale
                webhookEventTypes
                webhookIdempotentRepository
                webhookMaxBodySize
                webhookMaxConcurrency
                webhookPath
                webhookRequireToken
                webhookSilencePeriod
                webhookTokenHeader
                webhookUrl
                webhookVerification
                webhookVerifyToken
                webhookVersionRepository
                """.lines();
    }

    @Test
    void theConfigurationHasTheseOptionsAndNoOther() {
        assertThat(Arrays.stream(PurseConfiguration.class.getMethods())
                        .map(Method::getName)
                        .filter(method -> method.startsWith("set"))
                        .map(setter -> Introspector.decapitalize(setter.substring("set".length()))))
                .containsExactlyInAnyOrderElementsOf(options().toList());
    }

    @Test
    void theMetadataHaveEveryOptionOfTheConfigurationAndNoOther() {
        assertThat(tree().path("properties").properties())
                .filteredOn(option -> option.getValue().has("configurationClass"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(options().toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionKeepsItsNameOnComponentAndEndpoint(String option) {
        assertThat(tree().path("properties").path(option).path("description").asText())
                .isNotBlank();
        assertThat(tree().path("componentProperties")
                        .path(option)
                        .path("description")
                        .asText())
                .isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("options")
    void aDescriptionStatesUnitAndDefault(String option) {
        JsonNode facts = tree().path("properties").path(option);
        String type = facts.path("type").asText();
        String description = facts.path("description").asText();
        if (type.equals("duration")) {
            assertThat(description).contains("in milliseconds or as a duration such as 30s");
        }
        assertThat(description).containsPattern("\\b(default|Default|required|Required)\\b");
        if (facts.has("defaultValue")) {
            String value = facts.path("defaultValue").asText();
            String words = "(default " + (type.equals("duration") ? humanReadable(value) : value);
            assertThat(description).containsPattern(Pattern.quote(words) + "\\b");
        }
    }

    private static String humanReadable(String milliseconds) {
        return switch (milliseconds) {
            case "0" -> "0";
            case "200" -> "200 ms";
            case "5000" -> "5 s";
            case "10000" -> "10 s";
            case "30000" -> "30 s";
            case "60000" -> "60 s";
            case "300000" -> "5 min";
            case "3600000" -> "1 h";
            default -> throw new IllegalArgumentException("How is " + milliseconds + " ms written in a description?");
        };
    }

    @Test
    void everyOptionSaysWhoReadsItOrThatItIsAboutSecurity() {
        assertThat(tree().path("properties").properties())
                .filteredOn(option -> option.getValue().path("kind").asText().equals("parameter"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(
                                option.getValue().path("label").asText().split(",")[0])
                        .isIn("producer", "consumer", "common", "security"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentId", "clientSessionId", "paymentLinkId", "redirectionExpectedClientSessionId"})
    void anIdIsAnOptionOfTheEndpointOnly(String option) {
        assertThat(tree().path("properties").path(option).path("description").asText())
                .contains("Default: ");
        assertThat(tree().path("componentProperties").has("currency")).isTrue();
        assertThat(tree().path("componentProperties").has(option)).isFalse();
    }

    /** Written out, so that none is renamed by mistake. */
    static Stream<String> headers() {
        return """
                CamelHttpResponseCode
                CamelPurseAmount
                CamelPurseAttempts
                CamelPurseAvailableToCapture
                CamelPurseAvailableToRefund
                CamelPurseAvailableToVoid
                CamelPurseClientSessionId
                CamelPurseClientSessionStatus
                CamelPurseCurrency
                CamelPurseDuplicate
                CamelPurseEntityId
                CamelPurseExpectedClientSessionId
                CamelPurseIdempotencyKey
                CamelPurseIdempotencyKeyUsed
                CamelPurseMaxAge
                CamelPurseMerchantReference
                CamelPurseOperationId
                CamelPurseOperationStatus
                CamelPurseOrderReference
                CamelPursePaymentId
                CamelPursePaymentLinkId
                CamelPurseRedirectionData
                CamelPurseResourceCurrency
                CamelPurseResourceOrderReference
                CamelPurseShopperRedirectionUrl
                CamelPurseShopperUrl
                CamelPurseStatus
                CamelPurseTotalAuthorized
                CamelPurseTotalCaptured
                CamelPurseTotalRefunded
                CamelPurseTotalVoided
                CamelPurseVersion
                CamelPurseWebhookChange
                CamelPurseWebhookChangeKind
                CamelPurseWebhookResource
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderKeepsItsName(String header) {
        assertThat(tree().path("headers").path(header).path("description").asText())
                .isNotBlank();
    }

    @Test
    void theConstantsNameTheseHeadersAndNoOther() {
        assertThat(Arrays.stream(PurseConstants.class.getFields()).map(CatalogTest::value))
                .containsExactlyInAnyOrderElementsOf(headers().toList());
    }

    @Test
    void theMetadataHaveEveryHeaderOfTheConstantsAndNoOther() {
        assertThat(tree().path("headers").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(headers().toList());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theseOptionsAndNoOtherAreSecret() {
        String[] secrets = {"clientId", "clientSecret", "apiKey", "webhookVerifyToken"};
        for (String options : List.of("properties", "componentProperties")) {
            assertThat(tree().path(options).properties())
                    .filteredOn(option -> option.getValue().path("secret").asBoolean())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder(secrets);
        }
        assertThat(new PurseEndpointUriFactory().secretPropertyNames()).containsExactlyInAnyOrder(secrets);
    }

    @Test
    void theMetadataSayWhatTheComponentIs() {
        JsonNode component = tree().path("component");
        assertThat(component.path("async").asBoolean()).isTrue();
        assertThat(component.path("syntax").asText()).isEqualTo("purse:operation");
        assertThat(component.path("label").asText()).isEqualTo("saas,finance");
        assertThat(component.path("remote").asBoolean()).isTrue();
    }

    @Test
    void everyOperationIsAChoice() {
        List<String> choices = new ArrayList<>();
        tree().path("properties").path("operation").path("enum").forEach(choice -> choices.add(choice.asText()));
        assertThat(choices)
                .containsExactlyElementsOf(
                        Arrays.stream(PurseOperation.values()).map(Enum::name).toList());
    }

    @Test
    void aCatalogMakesAUriFromProperties() throws Exception {
        assertThat(catalog.asEndpointUri(
                        "purse", Map.of("operation", "capturePayment", "paymentId", "p-1", "amount", "1"), false))
                .isEqualTo("purse:capturePayment?amount=1&paymentId=p-1");
    }

    @Test
    void camelMakesAUriFromProperties() throws Exception {
        EndpointUriFactory factory =
                new DefaultCamelContext().getCamelContextExtension().getEndpointUriFactory("purse");
        assertThat(factory.buildUri("purse", Map.of("operation", "getPayment", "maxAge", "30s")))
                .isEqualTo("purse:getPayment?maxAge=30s");
        assertThat(factory.secretPropertyNames()).contains("clientId", "clientSecret", "apiKey");
    }

    private EndpointValidationResult validate(String uri) {
        return catalog.validateEndpointProperties(uri, true);
    }

    private JsonNode tree() {
        return Json.parse(json);
    }
}
