package io.camelpurse;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The options one by one, to merge two configurations. Named rather than found by reflection, for which a native image
 * needs a list of them too; and without Camel's generated configurer, which converts values and so needs a context:
 * a component may get its context after its configuration.
 */
final class OptionMerge {

    private static final List<Option<?>> OPTIONS = List.of(
            new Option<>("apiUrl", PurseConfiguration::getApiUrl, PurseConfiguration::setApiUrl),
            new Option<>("entityId", PurseConfiguration::getEntityId, PurseConfiguration::setEntityId),
            new Option<>("clientId", PurseConfiguration::getClientId, PurseConfiguration::setClientId),
            new Option<>("clientSecret", PurseConfiguration::getClientSecret, PurseConfiguration::setClientSecret),
            new Option<>("apiKey", PurseConfiguration::getApiKey, PurseConfiguration::setApiKey),
            new Option<>(
                    "credentialsSource",
                    PurseConfiguration::getCredentialsSource,
                    PurseConfiguration::setCredentialsSource),
            new Option<>("tokenUrl", PurseConfiguration::getTokenUrl, PurseConfiguration::setTokenUrl),
            new Option<>(
                    "tokenAuthentication",
                    PurseConfiguration::getTokenAuthentication,
                    PurseConfiguration::setTokenAuthentication),
            new Option<>("tokenScope", PurseConfiguration::getTokenScope, PurseConfiguration::setTokenScope),
            new Option<>("allowPlainHttp", PurseConfiguration::isAllowPlainHttp, PurseConfiguration::setAllowPlainHttp),
            new Option<>("maxAge", PurseConfiguration::getMaxAge, PurseConfiguration::setMaxAge),
            new Option<>("amount", PurseConfiguration::getAmount, PurseConfiguration::setAmount),
            new Option<>("amountUnit", PurseConfiguration::getAmountUnit, PurseConfiguration::setAmountUnit),
            new Option<>("currency", PurseConfiguration::getCurrency, PurseConfiguration::setCurrency),
            new Option<>(
                    "shopperRedirectionUrl",
                    PurseConfiguration::getShopperRedirectionUrl,
                    PurseConfiguration::setShopperRedirectionUrl),
            new Option<>(
                    "merchantReference",
                    PurseConfiguration::getMerchantReference,
                    PurseConfiguration::setMerchantReference),
            new Option<>(
                    "requireMerchantReference",
                    PurseConfiguration::isRequireMerchantReference,
                    PurseConfiguration::setRequireMerchantReference),
            new Option<>("maxAmount", PurseConfiguration::getMaxAmount, PurseConfiguration::setMaxAmount),
            new Option<>(
                    "completionTimeout",
                    PurseConfiguration::getCompletionTimeout,
                    PurseConfiguration::setCompletionTimeout),
            new Option<>(
                    "failOnOperationFailure",
                    PurseConfiguration::isFailOnOperationFailure,
                    PurseConfiguration::setFailOnOperationFailure),
            new Option<>("dryRun", PurseConfiguration::isDryRun, PurseConfiguration::setDryRun),
            new Option<>(
                    "auditLogFormat", PurseConfiguration::getAuditLogFormat, PurseConfiguration::setAuditLogFormat),
            new Option<>("maxRetries", PurseConfiguration::getMaxRetries, PurseConfiguration::setMaxRetries),
            new Option<>("retryDelay", PurseConfiguration::getRetryDelay, PurseConfiguration::setRetryDelay),
            new Option<>("maxRetryDelay", PurseConfiguration::getMaxRetryDelay, PurseConfiguration::setMaxRetryDelay),
            new Option<>("retryBudget", PurseConfiguration::getRetryBudget, PurseConfiguration::setRetryBudget),
            new Option<>(
                    "connectTimeout", PurseConfiguration::getConnectTimeout, PurseConfiguration::setConnectTimeout),
            new Option<>(
                    "responseTimeout", PurseConfiguration::getResponseTimeout, PurseConfiguration::setResponseTimeout),
            new Option<>("totalTimeout", PurseConfiguration::getTotalTimeout, PurseConfiguration::setTotalTimeout),
            new Option<>(
                    "maxConnections", PurseConfiguration::getMaxConnections, PurseConfiguration::setMaxConnections),
            new Option<>(
                    "maxResponseSize", PurseConfiguration::getMaxResponseSize, PurseConfiguration::setMaxResponseSize),
            new Option<>("httpComponent", PurseConfiguration::getHttpComponent, PurseConfiguration::setHttpComponent),
            new Option<>("httpClient", PurseConfiguration::getHttpClient, PurseConfiguration::setHttpClient),
            new Option<>(
                    "propagateTraceContext",
                    PurseConfiguration::isPropagateTraceContext,
                    PurseConfiguration::setPropagateTraceContext),
            new Option<>(
                    "continueOnIoThread",
                    PurseConfiguration::isContinueOnIoThread,
                    PurseConfiguration::setContinueOnIoThread),
            new Option<>("webhookUrl", PurseConfiguration::getWebhookUrl, PurseConfiguration::setWebhookUrl),
            new Option<>(
                    "webhookEventTypes",
                    PurseConfiguration::getWebhookEventTypes,
                    PurseConfiguration::setWebhookEventTypes),
            new Option<>(
                    "webhookVerifyToken",
                    PurseConfiguration::getWebhookVerifyToken,
                    PurseConfiguration::setWebhookVerifyToken),
            new Option<>(
                    "webhookTokenHeader",
                    PurseConfiguration::getWebhookTokenHeader,
                    PurseConfiguration::setWebhookTokenHeader),
            new Option<>(
                    "webhookRequireToken",
                    PurseConfiguration::isWebhookRequireToken,
                    PurseConfiguration::setWebhookRequireToken),
            new Option<>(
                    "webhookAllowedAddresses",
                    PurseConfiguration::getWebhookAllowedAddresses,
                    PurseConfiguration::setWebhookAllowedAddresses),
            new Option<>(
                    "webhookAddressHeader",
                    PurseConfiguration::getWebhookAddressHeader,
                    PurseConfiguration::setWebhookAddressHeader),
            new Option<>("webhookPath", PurseConfiguration::getWebhookPath, PurseConfiguration::setWebhookPath),
            new Option<>(
                    "webhookVerification",
                    PurseConfiguration::getWebhookVerification,
                    PurseConfiguration::setWebhookVerification),
            new Option<>(
                    "webhookAcknowledgement",
                    PurseConfiguration::getWebhookAcknowledgement,
                    PurseConfiguration::setWebhookAcknowledgement),
            new Option<>(
                    "webhookDeduplicate",
                    PurseConfiguration::isWebhookDeduplicate,
                    PurseConfiguration::setWebhookDeduplicate),
            new Option<>(
                    "webhookDropStale",
                    PurseConfiguration::isWebhookDropStale,
                    PurseConfiguration::setWebhookDropStale),
            new Option<>(
                    "webhookIdempotentRepository",
                    PurseConfiguration::getWebhookIdempotentRepository,
                    PurseConfiguration::setWebhookIdempotentRepository),
            new Option<>(
                    "webhookVersionRepository",
                    PurseConfiguration::getWebhookVersionRepository,
                    PurseConfiguration::setWebhookVersionRepository),
            new Option<>(
                    "webhookClaimTimeout",
                    PurseConfiguration::getWebhookClaimTimeout,
                    PurseConfiguration::setWebhookClaimTimeout),
            new Option<>(
                    "webhookSilencePeriod",
                    PurseConfiguration::getWebhookSilencePeriod,
                    PurseConfiguration::setWebhookSilencePeriod),
            new Option<>(
                    "webhookMaxBodySize",
                    PurseConfiguration::getWebhookMaxBodySize,
                    PurseConfiguration::setWebhookMaxBodySize),
            new Option<>(
                    "webhookMaxConcurrency",
                    PurseConfiguration::getWebhookMaxConcurrency,
                    PurseConfiguration::setWebhookMaxConcurrency),
            new Option<>(
                    "webhookComponent",
                    PurseConfiguration::getWebhookComponent,
                    PurseConfiguration::setWebhookComponent),
            new Option<>(
                    "redirectionVerification",
                    PurseConfiguration::getRedirectionVerification,
                    PurseConfiguration::setRedirectionVerification),
            new Option<>(
                    "redirectionIdempotentRepository",
                    PurseConfiguration::getRedirectionIdempotentRepository,
                    PurseConfiguration::setRedirectionIdempotentRepository),
            new Option<>(
                    "redirectionSigningKeysCachePeriod",
                    PurseConfiguration::getRedirectionSigningKeysCachePeriod,
                    PurseConfiguration::setRedirectionSigningKeysCachePeriod),
            new Option<>(
                    "redirectionSigningKeysOutagePeriod",
                    PurseConfiguration::getRedirectionSigningKeysOutagePeriod,
                    PurseConfiguration::setRedirectionSigningKeysOutagePeriod),
            new Option<>("outputType", PurseConfiguration::getOutputType, PurseConfiguration::setOutputType));

    private record Option<T>(
            String name, Function<PurseConfiguration, T> getter, BiConsumer<PurseConfiguration, T> setter) {

        boolean differs(PurseConfiguration one, PurseConfiguration other) {
            return !Objects.equals(getter.apply(one), getter.apply(other));
        }

        void copy(PurseConfiguration from, PurseConfiguration to) {
            setter.accept(to, getter.apply(from));
        }
    }

    private OptionMerge() {}

    /**
     * Copies what was set on a configuration.
     *
     * @param from    the configuration
     * @param before  that one before anything was set
     * @param options whose values are copied in any case, in lower case
     * @param to      where they are set
     */
    static void copySet(
            PurseConfiguration from, PurseConfiguration before, Set<String> options, PurseConfiguration to) {
        OPTIONS.stream()
                .filter(option ->
                        options.contains(option.name().toLowerCase(Locale.ROOT)) || option.differs(from, before))
                .forEach(option -> option.copy(from, to));
    }
}
