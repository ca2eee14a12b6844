package io.camelpurse;

import java.util.function.Supplier;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/**
 * The options that can be set on the component and on an endpoint, grouped by topic; the value of the endpoint takes
 * precedence.
 */
@UriParams
@Configurer(extended = true)
public class PurseConfiguration implements Cloneable {

    // API and account

    @UriParam(label = "common", defaultValue = "https://api.purse-sandbox.com/payment")
    private String apiUrl = "https://api.purse-sandbox.com/payment";

    @UriParam(label = "common")
    private String entityId;

    // Security

    @UriParam(label = "security", secret = true)
    private String clientId;

    @UriParam(label = "security", secret = true)
    private String clientSecret;

    @UriParam(label = "security", secret = true)
    private String apiKey;

    @UriParam(label = "security")
    private Supplier<Credentials> credentialsSource;

    @UriParam(label = "security")
    private String tokenUrl;

    @UriParam(label = "security", defaultValue = "basic")
    private TokenAuthentication tokenAuthentication = TokenAuthentication.basic;

    @UriParam(label = "security")
    private String tokenScope;

    @UriParam(label = "security")
    private boolean allowPlainHttp;

    // Reads

    @UriParam(label = "producer", javaType = "java.time.Duration")
    private Long maxAge;

    // Orders and amounts

    @UriParam(label = "producer,order")
    private String amount;

    @UriParam(label = "producer,order", defaultValue = "minor")
    private AmountUnit amountUnit = AmountUnit.minor;

    @UriParam(label = "producer,order")
    private String currency;

    @UriParam(label = "producer,order")
    private String shopperRedirectionUrl;

    // Money operations

    @UriParam(label = "producer,money")
    private String merchantReference;

    @UriParam(label = "producer,money", defaultValue = "true")
    private boolean requireMerchantReference = true;

    @UriParam(label = "producer,money")
    private String maxAmount;

    @UriParam(label = "producer,money", javaType = "java.time.Duration", defaultValue = "0")
    private long completionTimeout;

    @UriParam(label = "producer,money", defaultValue = "true")
    private boolean failOnOperationFailure = true;

    @UriParam(label = "producer,money")
    private boolean dryRun;

    @UriParam(label = "producer,money", defaultValue = "text")
    private AuditLogFormat auditLogFormat = AuditLogFormat.text;

    // Retries

    @UriParam(label = "common,retry", defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(label = "common,retry,advanced", javaType = "java.time.Duration", defaultValue = "200")
    private long retryDelay = 200;

    @UriParam(label = "common,retry,advanced", javaType = "java.time.Duration", defaultValue = "5000")
    private long maxRetryDelay = 5000;

    @UriParam(label = "common,retry,advanced", defaultValue = "20")
    private int retryBudget = 20;

    // Connections

    @UriParam(label = "common,connection,advanced", javaType = "java.time.Duration", defaultValue = "10000")
    private Long connectTimeout;

    @UriParam(label = "common,connection,advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long responseTimeout;

    @UriParam(label = "common,connection,advanced", javaType = "java.time.Duration", defaultValue = "60000")
    private long totalTimeout = 60_000;

    @UriParam(label = "common,connection,advanced", defaultValue = "200")
    private Integer maxConnections;

    @UriParam(label = "common,connection,advanced", defaultValue = "4194304")
    private int maxResponseSize = 4 * 1024 * 1024;

    @UriParam(label = "common,connection,advanced", defaultValue = "https")
    private String httpComponent = "https";

    @UriParam(label = "common,connection,advanced")
    @Metadata(autowired = false)
    private CloseableHttpAsyncClient httpClient;

    @UriParam(label = "producer,connection,advanced")
    private boolean propagateTraceContext;

    @UriParam(label = "producer,connection,advanced")
    private boolean continueOnIoThread;

    // Webhooks

    @UriParam(label = "common,webhook")
    private String webhookUrl;

    @UriParam(label = "common,webhook")
    private String webhookEventTypes;

    @UriParam(label = "common,webhook,security", secret = true, javaType = "java.lang.String")
    private Object webhookVerifyToken;

    @UriParam(label = "common,webhook,security", defaultValue = "x-camel-purse-token")
    private String webhookTokenHeader = "x-camel-purse-token";

    @UriParam(label = "consumer,webhook,security", defaultValue = "true")
    private boolean webhookRequireToken = true;

    @UriParam(label = "consumer,webhook,security")
    private String webhookAllowedAddresses;

    @UriParam(label = "consumer,webhook,security")
    private String webhookAddressHeader;

    @UriParam(label = "consumer,webhook", defaultValue = "/purse/webhook")
    private String webhookPath = "/purse/webhook";

    @UriParam(label = "consumer,webhook", defaultValue = "none")
    private WebhookVerification webhookVerification = WebhookVerification.none;

    @UriParam(label = "consumer,webhook", defaultValue = "processed")
    private WebhookAcknowledgement webhookAcknowledgement = WebhookAcknowledgement.processed;

    @UriParam(label = "consumer,webhook", defaultValue = "true")
    private boolean webhookDeduplicate = true;

    @UriParam(label = "consumer,webhook", defaultValue = "true")
    private boolean webhookDropStale = true;

    @UriParam(label = "consumer,webhook,advanced")
    @Metadata(autowired = false)
    private IdempotentRepository webhookIdempotentRepository;

    @UriParam(label = "consumer,webhook,advanced")
    @Metadata(autowired = false)
    private StateRepository<String, String> webhookVersionRepository;

    @UriParam(label = "consumer,webhook,advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private long webhookClaimTimeout = 300_000;

    @UriParam(label = "consumer,webhook,advanced", javaType = "java.time.Duration")
    private Long webhookSilencePeriod;

    @UriParam(label = "consumer,webhook,advanced", defaultValue = "1048576")
    private int webhookMaxBodySize = 1024 * 1024;

    @UriParam(label = "consumer,webhook,advanced", defaultValue = "64")
    private int webhookMaxConcurrency = 64;

    @UriParam(label = "consumer,webhook,advanced")
    private String webhookComponent;

    // Redirections

    @UriParam(label = "producer,redirection", defaultValue = "signature")
    private RedirectionVerification redirectionVerification = RedirectionVerification.signature;

    @UriParam(label = "producer,redirection,advanced")
    @Metadata(autowired = false)
    private IdempotentRepository redirectionIdempotentRepository;

    @UriParam(label = "producer,redirection,advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private long redirectionSigningKeysCachePeriod = 300_000;

    @UriParam(label = "producer,redirection,advanced", javaType = "java.time.Duration", defaultValue = "3600000")
    private long redirectionSigningKeysOutagePeriod = 3_600_000;

    // Output

    @UriParam(label = "common,output", defaultValue = "string")
    private OutputType outputType = OutputType.string;

    /**
     * Creates a copy that an endpoint can change without changing the component.
     *
     * @return the copy
     */
    public PurseConfiguration copy() {
        try {
            return (PurseConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    // API and account

    public String getApiUrl() {
        return apiUrl;
    }

    /**
     * Base URL of the Payment API, including the base path (default https://api.purse-sandbox.com/payment: Purse's
     * pre-production environment, so that a forgotten option never moves real money).
     */
    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getEntityId() {
        return entityId;
    }

    /**
     * Id of the Purse entity that client sessions, payments, payment links and eligible-solutions requests are for.
     * Default: none: then the body field entity_id or the header CamelPurseEntityId is required. They take precedence.
     */
    public void setEntityId(String entityId) {
        this.entityId = entityId;
    }

    // Security

    public String getClientId() {
        return clientId;
    }

    /**
     * OAuth2 client id, from the Purse dashboard. Required to call Purse, unless credentialsSource is set: without it,
     * no route that calls Purse starts.
     */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * OAuth2 client secret, from the Purse dashboard. Required with clientId.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getApiKey() {
        return apiKey;
    }

    /**
     * API key, from the Purse dashboard, which is sent in the header x-api-key with every call. Default: none, so that
     * the header is not sent.
     */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public Supplier<Credentials> getCredentialsSource() {
        return credentialsSource;
    }

    /**
     * Bean that supplies client id, client secret and API key, instead of the options of these names. It is
     * called before each token request and each call, so that credentials can change while routes run. Default: none.
     */
    public void setCredentialsSource(Supplier<Credentials> credentialsSource) {
        this.credentialsSource = credentialsSource;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * URL of the OAuth2 token endpoint. Default: the path /oauth/token on the host of apiUrl, which is inferred,
     * as the documentation of API v2 names no URL. An endpoint whose apiUrl names another host does not use the
     * component's tokenUrl.
     */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public TokenAuthentication getTokenAuthentication() {
        return tokenAuthentication;
    }

    /**
     * Client authentication at the token endpoint, RFC 6749 (default basic). basic: client id and secret in the
     * Authorization header. body: client id and secret as form parameters.
     */
    public void setTokenAuthentication(TokenAuthentication tokenAuthentication) {
        this.tokenAuthentication = tokenAuthentication;
    }

    public String getTokenScope() {
        return tokenScope;
    }

    /**
     * OAuth2 scope that is requested. Default: none, as the Payment API documents no scope.
     */
    public void setTokenScope(String tokenScope) {
        this.tokenScope = tokenScope;
    }

    public boolean isAllowPlainHttp() {
        return allowPlainHttp;
    }

    /**
     * Whether apiUrl, tokenUrl and webhookUrl may begin with http: for a host that is not a loopback address, such
     * as localhost, 127.0.0.1 or ::1 (default false). If true, credentials, access tokens, webhook tokens and payments
     * are sent unencrypted: enable it only on a network that is protected otherwise, such as a service mesh.
     */
    public void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    // Reads

    public Long getMaxAge() {
        return maxAge;
    }

    /**
     * Maximum age of the data that a read returns, in milliseconds or as a duration such as 30s, at most 365 days
     * (365d); sent as Cache-Control: max-age in whole seconds. Default: not set, so that Purse fetches the
     * payment from the payment partners; if set, Purse does not. The header CamelPurseMaxAge takes precedence.
     */
    public void setMaxAge(Long maxAge) {
        this.maxAge = maxAge;
    }

    // Orders and amounts

    public String getAmount() {
        return amount;
    }

    /**
     * Amount of the request, in the unit of amountUnit. Default: none: a request without an amount is rejected, and a
     * reversal is of the whole payment. The body field amount and the header CamelPurseAmount take precedence. For
     * captures, refunds and voids, the value available means everything that the payment still allows.
     */
    public void setAmount(String amount) {
        this.amount = amount;
    }

    public AmountUnit getAmountUnit() {
        return amountUnit;
    }

    /**
     * Unit of all amounts that a route sets, in headers, options and request bodies (default minor). minor: whole
     * numbers of the currency's minor unit, as Purse takes them (4299). major: decimals (42.99), converted by the
     * currency's number of decimals; for captures, refunds, voids and reversals this is the payment's currency, which
     * is fetched if no response has shown it. Amounts in responses are always in minor units.
     */
    public void setAmountUnit(AmountUnit amountUnit) {
        this.amountUnit = amountUnit;
    }

    public String getCurrency() {
        return currency;
    }

    /**
     * Currency of the request, as an ISO 4217 code. Default: none, which is enough for captures, refunds, voids and
     * reversals; if set, those of a payment in another currency are rejected before the request is sent. The body field
     * currency and the header CamelPurseCurrency take precedence.
     */
    public void setCurrency(String currency) {
        this.currency = currency;
    }

    public String getShopperRedirectionUrl() {
        return shopperRedirectionUrl;
    }

    /**
     * URL that the shopper is redirected to after the payment process (shopper_redirection_url), for the client
     * sessions, payments and payment links that are created. Default: none: client sessions and payment links without
     * one are rejected. The body field and the header CamelPurseShopperRedirectionUrl take precedence. Keep it short:
     * Purse appends signed data to it, and browsers limit the length of a URL.
     */
    public void setShopperRedirectionUrl(String shopperRedirectionUrl) {
        this.shopperRedirectionUrl = shopperRedirectionUrl;
    }

    // Money operations

    public String getMerchantReference() {
        return merchantReference;
    }

    /**
     * Reference of the business document (an invoice, a credit note) that a capture, refund, void or reversal is
     * for (merchant_reference), at most 255 characters. The body field and the header
     * CamelPurseMerchantReference take precedence. The idempotency key is derived from it: it must name the
     * document, not the order, because two equal captures with one reference are one. Required in one of these places,
     * unless requireMerchantReference is false or the route sets an idempotency key.
     */
    public void setMerchantReference(String merchantReference) {
        this.merchantReference = merchantReference;
    }

    public boolean isRequireMerchantReference() {
        return requireMerchantReference;
    }

    /**
     * Whether a capture, refund, void or reversal without a merchant reference is rejected, unless the route
     * sets an idempotency key (default true). If false, such a request gets a random key, and a message that is
     * redelivered (after a crash, by another node, by the caller of a part of a route) may move the money twice.
     */
    public void setRequireMerchantReference(boolean requireMerchantReference) {
        this.requireMerchantReference = requireMerchantReference;
    }

    public String getMaxAmount() {
        return maxAmount;
    }

    /**
     * Maximum amount of one capture, refund or void, in the unit of amountUnit; of a reversal of a part, the maximum of
     * the part; of a reversal of the whole, that of its void and that of its refund. Default: no limit. A larger one is
     * rejected before the request is sent.
     */
    public void setMaxAmount(String maxAmount) {
        this.maxAmount = maxAmount;
    }

    public long getCompletionTimeout() {
        return completionTimeout;
    }

    /**
     * Time to poll a capture, refund or void that Purse reports as PENDING until it is final, in milliseconds or
     * as a duration such as 30s (default 0, at most 24 h). With 0, it is returned as PENDING. The time is in addition
     * to totalTimeout.
     */
    public void setCompletionTimeout(long completionTimeout) {
        this.completionTimeout = completionTimeout;
    }

    public boolean isFailOnOperationFailure() {
        return failOnOperationFailure;
    }

    /**
     * Whether a capture, refund or void that ends as FAILURE or CONFLICT throws a PurseOperationFailedException
     * (default true). If false, the header CamelPurseOperationStatus has the status.
     */
    public void setFailOnOperationFailure(boolean failOnOperationFailure) {
        this.failOnOperationFailure = failOnOperationFailure;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    /**
     * Whether to do everything but send the request that moves money: a capture, refund, void, reversal or
     * createPayment (default false). If true, the message body describes the request that would have been sent.
     */
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public AuditLogFormat getAuditLogFormat() {
        return auditLogFormat;
    }

    /**
     * Form of the lines of the audit log, the logger io.camelpurse.money: text or json (default text).
     */
    public void setAuditLogFormat(AuditLogFormat auditLogFormat) {
        this.auditLogFormat = auditLogFormat;
    }

    // Retries

    public int getMaxRetries() {
        return maxRetries;
    }

    /**
     * Maximum number of retries after a failure that allows a retry (default 3, at most 100); 0 means none. A
     * capture, refund or void is retried with the same idempotency key, so that it is executed once.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * Maximum delay before the first retry, in milliseconds or as a duration such as 30s (default 200 ms, at most
     * 24 h). The delay is a random part of it, and the maximum doubles with each retry. A longer Retry-After of
     * the response takes precedence.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    /**
     * Maximum delay before any retry, in milliseconds or as a duration such as 30s (default 5 s, at most 24 h). A
     * longer Retry-After of the response takes precedence.
     */
    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay = maxRetryDelay;
    }

    public int getRetryBudget() {
        return retryBudget;
    }

    /**
     * Maximum share of retries in the recent calls of all endpoints with the same apiUrl, in percent (default
     * 20, at most 1000), so that retries do not overload an upstream that fails. Ten retries are always
     * allowed.
     */
    public void setRetryBudget(int retryBudget) {
        this.retryBudget = retryBudget;
    }

    // Connections

    public Long getConnectTimeout() {
        return connectTimeout;
    }

    /**
     * Timeout for establishing a connection, in milliseconds or as a duration such as 30s (default 10 s, at most
     * 24 h). If not set, a value that is set on the HTTP component applies.
     */
    public void setConnectTimeout(Long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Long getResponseTimeout() {
        return responseTimeout;
    }

    /**
     * Timeout from sending the request to the beginning of the response, in milliseconds or as a duration such as
     * 30s (default 30 s, at most 24 h). If not set, a responseTimeout, or else a soTimeout, that is set on the
     * HTTP component applies.
     */
    public void setResponseTimeout(Long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    /**
     * Timeout for the call as a whole, including the access token, waiting for a connection, retries and
     * recovery, in milliseconds or as a duration such as 30s (default 60 s, at most 24 h). The connection is then
     * closed, and the outcome of a money operation that was sent is unknown. completionTimeout is in addition to it.
     */
    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public Integer getMaxConnections() {
        return maxConnections;
    }

    /**
     * Maximum number of connections to Purse (default 200, at most 65535). If not set, a value that is set on
     * the HTTP component applies.
     */
    public void setMaxConnections(Integer maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMaxResponseSize() {
        return maxResponseSize;
    }

    /**
     * Maximum size of a response in bytes (default 4194304, which is 4 MiB; at most 268435456, which is 256
     * MiB). A larger response is an error.
     */
    public void setMaxResponseSize(int maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public String getHttpComponent() {
        return httpComponent;
    }

    /**
     * Name of the camel-http component whose configuration (TLS, hostname verifier, proxy, timeouts, pool sizes, system
     * properties) applies to the calls to Purse (default https).
     */
    public void setHttpComponent(String httpComponent) {
        this.httpComponent = httpComponent;
    }

    public CloseableHttpAsyncClient getHttpClient() {
        return httpClient;
    }

    /**
     * HttpClient to use instead of the default, which is configured from the HTTP component. A client that is not
     * running is started with the first endpoint that uses it. The component does not close it. Switch its own retries
     * and redirects off: a client that resends a POST by itself can move money twice.
     */
    public void setHttpClient(CloseableHttpAsyncClient httpClient) {
        this.httpClient = httpClient;
    }

    public boolean isPropagateTraceContext() {
        return propagateTraceContext;
    }

    /**
     * Whether requests to Purse carry the W3C trace context of the exchange, the headers traceparent and tracestate
     * (default false).
     */
    public void setPropagateTraceContext(boolean propagateTraceContext) {
        this.propagateTraceContext = propagateTraceContext;
    }

    public boolean isContinueOnIoThread() {
        return continueOnIoThread;
    }

    /**
     * Whether a route continues on the thread that received the response, instead of a worker thread (default false).
     * That thread serves all connections of the component: set it only where nothing behind the call blocks, up to the
     * next asynchronous step or the end of the route.
     */
    public void setContinueOnIoThread(boolean continueOnIoThread) {
        this.continueOnIoThread = continueOnIoThread;
    }

    // Webhooks

    public String getWebhookUrl() {
        return webhookUrl;
    }

    /**
     * Public URL of webhookPath, which Purse sends notifications to. It is registered with each client session,
     * payment and payment link that is created without a webhook object in the body. Default: none is
     * registered.
     */
    public void setWebhookUrl(String webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    public String getWebhookEventTypes() {
        return webhookEventTypes;
    }

    /**
     * Event types to receive notifications of (event_types), separated by commas. Purse documents
     * PAYMENT_CAPTURE, PAYMENT_REFUND and PAYMENT_VOID; other names are sent as they are. Default: all events.
     */
    public void setWebhookEventTypes(String webhookEventTypes) {
        this.webhookEventTypes = webhookEventTypes;
    }

    public Object getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    /**
     * Token that webhook notifications must carry: a long random text. Several tokens are separated by commas,
     * or a bean of type List (#tokens or #bean:tokens), whose tokens may contain commas. All are accepted, so
     * that tokens can be rotated; the first one is registered with Purse. Required by purse:webhook, which does not
     * start without one unless webhookRequireToken is false.
     */
    public void setWebhookVerifyToken(Object webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public String getWebhookTokenHeader() {
        return webhookTokenHeader;
    }

    /**
     * HTTP header in which webhook notifications carry the token (default x-camel-purse-token). It must not begin
     * with camel, since Camel removes such headers from requests.
     */
    public void setWebhookTokenHeader(String webhookTokenHeader) {
        this.webhookTokenHeader = webhookTokenHeader;
    }

    public boolean isWebhookRequireToken() {
        return webhookRequireToken;
    }

    /**
     * Whether a webhook notification without a valid token is rejected (default true). If false, anybody who knows
     * the URL can send notifications, unless a proxy authenticates the sender.
     */
    public void setWebhookRequireToken(boolean webhookRequireToken) {
        this.webhookRequireToken = webhookRequireToken;
    }

    public String getWebhookAllowedAddresses() {
        return webhookAllowedAddresses;
    }

    /**
     * IP addresses that webhook notifications are accepted from, as CIDR ranges or single addresses separated by
     * commas. Others are rejected with status 403. Default: all addresses.
     */
    public void setWebhookAllowedAddresses(String webhookAllowedAddresses) {
        this.webhookAllowedAddresses = webhookAllowedAddresses;
    }

    public String getWebhookAddressHeader() {
        return webhookAddressHeader;
    }

    /**
     * HTTP header in which a proxy of your own reports the address of the sender; its last entry counts. Default: the
     * address of the connection. It requires webhookAllowedAddresses: without it, the route does not start. The proxy
     * must replace the header or append to it, so that no sender can forge it.
     */
    public void setWebhookAddressHeader(String webhookAddressHeader) {
        this.webhookAddressHeader = webhookAddressHeader;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    /**
     * HTTP path at which webhook notifications are received (default /purse/webhook).
     */
    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public WebhookVerification getWebhookVerification() {
        return webhookVerification;
    }

    /**
     * Verification of the payload, which Purse does not sign (default none). none: the payload is routed as received.
     * fetch: the resource is fetched from Purse, and its current state is routed.
     */
    public void setWebhookVerification(WebhookVerification webhookVerification) {
        this.webhookVerification = webhookVerification;
    }

    public WebhookAcknowledgement getWebhookAcknowledgement() {
        return webhookAcknowledgement;
    }

    /**
     * Point at which a webhook notification is acknowledged (default processed). processed: when the route has
     * succeeded; if it fails, the response is 500, and Purse may redeliver. received: before the route runs, for
     * routes that take longer than Purse waits; a failure of the route is only logged.
     */
    public void setWebhookAcknowledgement(WebhookAcknowledgement webhookAcknowledgement) {
        this.webhookAcknowledgement = webhookAcknowledgement;
    }

    public boolean isWebhookDeduplicate() {
        return webhookDeduplicate;
    }

    /**
     * Whether a duplicate, with the same resource, version and content as a notification that was processed, is
     * acknowledged without running the route (default true).
     */
    public void setWebhookDeduplicate(boolean webhookDeduplicate) {
        this.webhookDeduplicate = webhookDeduplicate;
    }

    public boolean isWebhookDropStale() {
        return webhookDropStale;
    }

    /**
     * Whether a notification with a lower version of the resource than one that was processed is acknowledged
     * without running the route (default true).
     */
    public void setWebhookDropStale(boolean webhookDropStale) {
        this.webhookDropStale = webhookDropStale;
    }

    public IdempotentRepository getWebhookIdempotentRepository() {
        return webhookIdempotentRepository;
    }

    /**
     * Repository of the notifications that were processed, for webhookDeduplicate. Default: the memory of this
     * node, with the last 10,000. Several nodes need one that they share.
     */
    public void setWebhookIdempotentRepository(IdempotentRepository webhookIdempotentRepository) {
        this.webhookIdempotentRepository = webhookIdempotentRepository;
    }

    public StateRepository<String, String> getWebhookVersionRepository() {
        return webhookVersionRepository;
    }

    /**
     * Repository of the highest version of each resource, for webhookDropStale: a bean that implements Camel's
     * StateRepository of strings. Default: the memory of this node, with the last 10,000 resources. Several
     * nodes need one that they share.
     */
    public void setWebhookVersionRepository(StateRepository<String, String> webhookVersionRepository) {
        this.webhookVersionRepository = webhookVersionRepository;
    }

    public long getWebhookClaimTimeout() {
        return webhookClaimTimeout;
    }

    /**
     * Time after which a notification whose processing was interrupted by a crash is accepted again, in
     * milliseconds or as a duration such as 30s (default 5 min, at most 30 days). It must be longer than the
     * route takes: a route that has not ended by then counts as failed.
     */
    public void setWebhookClaimTimeout(long webhookClaimTimeout) {
        this.webhookClaimTimeout = webhookClaimTimeout;
    }

    public Long getWebhookSilencePeriod() {
        return webhookSilencePeriod;
    }

    /**
     * Time without a webhook request with a valid token after which a health check is DOWN, in milliseconds or as a
     * duration such as 30s (default none, at most 30 days). The check is for alerts: it does not affect readiness.
     */
    public void setWebhookSilencePeriod(Long webhookSilencePeriod) {
        this.webhookSilencePeriod = webhookSilencePeriod;
    }

    public int getWebhookMaxBodySize() {
        return webhookMaxBodySize;
    }

    /**
     * Maximum size of a webhook payload in bytes (default 1048576, which is 1 MiB; at most 268435456, which is
     * 256 MiB). A larger payload is rejected with status 413.
     */
    public void setWebhookMaxBodySize(int webhookMaxBodySize) {
        this.webhookMaxBodySize = webhookMaxBodySize;
    }

    public int getWebhookMaxConcurrency() {
        return webhookMaxConcurrency;
    }

    /**
     * Maximum number of webhook notifications that are processed at the same time (default 64, at most 10000).
     * Further ones are rejected with status 503, so that Purse can redeliver them.
     */
    public void setWebhookMaxConcurrency(int webhookMaxConcurrency) {
        this.webhookMaxConcurrency = webhookMaxConcurrency;
    }

    public String getWebhookComponent() {
        return webhookComponent;
    }

    /**
     * Name of the Camel component that receives the HTTP requests. Default: the component of the REST
     * configuration, else platform-http, else the only one there is.
     */
    public void setWebhookComponent(String webhookComponent) {
        this.webhookComponent = webhookComponent;
    }

    // Redirections

    public RedirectionVerification getRedirectionVerification() {
        return redirectionVerification;
    }

    /**
     * Verification of redirection data (default signature). signature: the signature is verified, and the signed
     * claims, which may be outdated, are set on the message. fetch: after that, the current state of the payment is
     * fetched from Purse and set on the message.
     */
    public void setRedirectionVerification(RedirectionVerification redirectionVerification) {
        this.redirectionVerification = redirectionVerification;
    }

    public IdempotentRepository getRedirectionIdempotentRepository() {
        return redirectionIdempotentRepository;
    }

    /**
     * Repository of the redirection data that was used. Default: none, so that a shopper can reload the page. If set,
     * each is accepted once; it can be used again if the route fails.
     */
    public void setRedirectionIdempotentRepository(IdempotentRepository redirectionIdempotentRepository) {
        this.redirectionIdempotentRepository = redirectionIdempotentRepository;
    }

    public long getRedirectionSigningKeysCachePeriod() {
        return redirectionSigningKeysCachePeriod;
    }

    /**
     * Maximum age of the cached signing keys, in milliseconds or as a duration such as 30s (default 5 min, at
     * least 1 min, at most 30 days). They are refreshed ahead of it in the background. A key that Purse withdraws
     * is accepted until then.
     */
    public void setRedirectionSigningKeysCachePeriod(long redirectionSigningKeysCachePeriod) {
        this.redirectionSigningKeysCachePeriod = redirectionSigningKeysCachePeriod;
    }

    public long getRedirectionSigningKeysOutagePeriod() {
        return redirectionSigningKeysOutagePeriod;
    }

    /**
     * Time for which cached signing keys are used while they cannot be refreshed, in milliseconds or as a
     * duration such as 30s (default 1 h, at most 30 days). It must not be shorter than
     * redirectionSigningKeysCachePeriod.
     */
    public void setRedirectionSigningKeysOutagePeriod(long redirectionSigningKeysOutagePeriod) {
        this.redirectionSigningKeysOutagePeriod = redirectionSigningKeysOutagePeriod;
    }

    // Output

    public OutputType getOutputType() {
        return outputType;
    }

    /**
     * Type of the message body that a response or notification is converted to (default string). string: the JSON
     * as Purse sent it, as a String. map: a java.util.Map. node: a Jackson JsonNode. model: the record of
     * io.camelpurse.model that fits the operation.
     */
    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }
}
