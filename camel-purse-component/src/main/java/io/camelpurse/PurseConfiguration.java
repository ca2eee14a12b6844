package io.camelpurse;

import io.camelpurse.client.Credentials;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
 * The options that may stand on the component or on an endpoint.
 */
@UriParams
@Configurer(extended = true)
public class PurseConfiguration implements Cloneable {

    @UriParam(defaultValue = "https://api.purse-sandbox.com/payment")
    private String apiUrl = "https://api.purse-sandbox.com/payment";

    @UriParam
    private String entityId;

    @UriParam(label = "security")
    private String tokenUrl;

    @UriParam(label = "security")
    private boolean allowPlainHttp;

    @UriParam(label = "security", defaultValue = "basic")
    private TokenAuthentication tokenAuthentication = TokenAuthentication.basic;

    @UriParam(label = "security")
    private String tokenScope;

    @UriParam(label = "security", secret = true)
    private String clientId;

    @UriParam(label = "security", secret = true)
    private String clientSecret;

    @UriParam(label = "security", secret = true)
    private String apiKey;

    @UriParam(label = "security")
    private Supplier<Credentials> credentialsSource;

    @UriParam(label = "producer")
    private String amount;

    @UriParam(label = "producer", defaultValue = "minor")
    private AmountUnit amountUnit = AmountUnit.minor;

    @UriParam(label = "producer")
    private String currency;

    @UriParam(label = "producer")
    private String merchantReference;

    @UriParam(label = "producer", javaType = "java.time.Duration")
    private Long maxAge;

    @UriParam(label = "producer")
    private String maxAmount;

    @UriParam(label = "producer", defaultValue = "true")
    private boolean requireMerchantReference = true;

    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "0")
    private long completionTimeout;

    @UriParam(label = "producer", defaultValue = "true")
    private boolean failOnOperationFailure = true;

    @UriParam(label = "producer")
    private boolean dryRun;

    @UriParam(label = "producer", defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "200")
    private long retryDelay = 200;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "5000")
    private long maxRetryDelay = 5000;

    @UriParam(label = "producer,advanced", defaultValue = "20")
    private int retryBudget = 20;

    @UriParam(label = "producer", defaultValue = "string")
    private OutputType outputType = OutputType.string;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "10000")
    private Long connectTimeout;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private Long responseTimeout;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "60000")
    private long totalTimeout = 60_000;

    @UriParam(label = "producer,advanced", defaultValue = "200")
    private Integer maxConnections;

    @UriParam(label = "producer,advanced", defaultValue = "4194304")
    private int maxResponseSize = 4 * 1024 * 1024;

    @UriParam(label = "producer,advanced", defaultValue = "https")
    private String httpComponent = "https";

    @UriParam(label = "producer,advanced")
    @Metadata(autowired = false)
    private CloseableHttpAsyncClient httpClient;

    @UriParam(label = "consumer", defaultValue = "/purse/webhook")
    private String webhookPath = "/purse/webhook";

    @UriParam(label = "common")
    private String webhookUrl;

    @UriParam(label = "security", secret = true, javaType = "java.lang.String")
    private Object webhookVerifyToken;

    @UriParam(label = "security", defaultValue = "x-camel-purse-token")
    private String webhookTokenHeader = "x-camel-purse-token";

    @UriParam(label = "common")
    private String webhookEventTypes;

    @UriParam(label = "consumer,security", defaultValue = "true")
    private boolean webhookRequireToken = true;

    @UriParam(label = "consumer,security")
    private String webhookAllowedAddresses;

    @UriParam(label = "consumer,security")
    private String webhookAddressHeader;

    @UriParam(label = "consumer", defaultValue = "none")
    private WebhookVerification webhookVerification = WebhookVerification.none;

    @UriParam(label = "consumer", defaultValue = "processed")
    private WebhookAcknowledgement webhookAcknowledgement = WebhookAcknowledgement.processed;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean webhookDeduplicate = true;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean webhookDropStale = true;

    @UriParam(label = "consumer,advanced")
    @Metadata(autowired = false)
    private IdempotentRepository webhookIdempotentRepository;

    @UriParam(label = "consumer,advanced")
    @Metadata(autowired = false)
    private StateRepository<String, String> webhookVersionRepository;

    @UriParam(label = "consumer,advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private long webhookClaimTimeout = 300_000;

    @UriParam(label = "consumer,advanced", defaultValue = "1048576")
    private int webhookMaxBodySize = 1024 * 1024;

    @UriParam(label = "consumer,advanced", defaultValue = "64")
    private int webhookMaxConcurrency = 64;

    @UriParam(label = "consumer,advanced")
    private String webhookComponent;

    @UriParam(label = "producer", defaultValue = "signature")
    private RedirectionVerification redirectionVerification = RedirectionVerification.signature;

    @UriParam(label = "producer,advanced")
    @Metadata(autowired = false)
    private IdempotentRepository redirectionIdempotentRepository;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "300000")
    private long redirectionSigningKeysCachePeriod = 300_000;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "3600000")
    private long redirectionSigningKeysOutagePeriod = 3_600_000;

    /**
     * A copy that an endpoint can change without changing the component.
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

    /**
     * Takes over what was set on another configuration.
     *
     * @param other   the other one
     * @param before  that one before anything was set
     * @param options whose values are taken in any case, in lower case
     */
    void keep(PurseConfiguration other, PurseConfiguration before, Set<String> options) {
        try {
            for (Field field : PurseConfiguration.class.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                Object value = field.get(other);
                if (options.contains(field.getName().toLowerCase(Locale.ROOT))
                        || !Objects.equals(value, field.get(before))) {
                    field.set(this, value);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public String getApiUrl() {
        return apiUrl;
    }

    /**
     * The Payment API with its base path (section 1 of the API reference). The default is Purse's pre-production system,
     * so that nobody moves real money by forgetting an option.
     */
    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getEntityId() {
        return entityId;
    }

    /**
     * The entity that calls are for, where neither the body nor the header CamelPurseEntityId names one.
     */
    public void setEntityId(String entityId) {
        this.entityId = entityId;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    /**
     * Where OAuth2 access tokens come from. By default the path /oauth/token on the host of apiUrl, which is inferred and
     * not documented for the v2 of the API (section 2 of the API reference). The component's does not count for an endpoint
     * whose apiUrl names another host.
     */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public boolean isAllowPlainHttp() {
        return allowPlainHttp;
    }

    /**
     * Whether apiUrl, tokenUrl and webhookUrl may begin with http: on another host than this one. Credentials, access tokens,
     * webhook tokens and payments can then be read by everybody on the way, so only where the network is protected
     * otherwise, as within a service mesh. http: on localhost or a loopback address (127.0.0.1, ::1) is always allowed.
     */
    public void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    public TokenAuthentication getTokenAuthentication() {
        return tokenAuthentication;
    }

    /**
     * How client id and secret reach the token endpoint.
     */
    public void setTokenAuthentication(TokenAuthentication tokenAuthentication) {
        this.tokenAuthentication = tokenAuthentication;
    }

    public String getTokenScope() {
        return tokenScope;
    }

    /**
     * The OAuth2 scope to ask for. The Payment API documents none.
     */
    public void setTokenScope(String tokenScope) {
        this.tokenScope = tokenScope;
    }

    public String getClientId() {
        return clientId;
    }

    /**
     * The OAuth2 client id, from the dashboard.
     */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * The OAuth2 client secret, from the dashboard.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getApiKey() {
        return apiKey;
    }

    /**
     * The API key, from the dashboard; sent as x-api-key with every call where it is set.
     */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public Supplier<Credentials> getCredentialsSource() {
        return credentialsSource;
    }

    /**
     * A bean that is asked for client id, client secret and API key before every token is fetched, instead of the options
     * of these names, so that credentials can change while routes run.
     */
    public void setCredentialsSource(Supplier<Credentials> credentialsSource) {
        this.credentialsSource = credentialsSource;
    }

    public String getAmount() {
        return amount;
    }

    /**
     * The amount, in the unit of amountUnit, where neither the body nor the header CamelPurseAmount has one. For captures,
     * refunds and voids, available means all that the payment still allows.
     */
    public void setAmount(String amount) {
        this.amount = amount;
    }

    public AmountUnit getAmountUnit() {
        return amountUnit;
    }

    /**
     * The unit of every amount that the route hands in, in headers, options and bodies: minor units as Purse takes them
     * (4299), or decimals (42.99), which are turned into minor units by the number of decimals of the currency; for
     * captures, refunds, voids and reversals that is the payment's currency, which is read where no response has shown it.
     * Amounts in responses are always in minor units.
     */
    public void setAmountUnit(AmountUnit amountUnit) {
        this.amountUnit = amountUnit;
    }

    public String getCurrency() {
        return currency;
    }

    /**
     * The currency as an ISO 4217 code, where neither the body nor the header CamelPurseCurrency has one. A capture,
     * refund, void or reversal of a payment in another currency is refused.
     */
    public void setCurrency(String currency) {
        this.currency = currency;
    }

    public String getMerchantReference() {
        return merchantReference;
    }

    /**
     * The business document that money is moved for, where neither the body nor the header CamelPurseMerchantReference
     * names one. It must name the document (an invoice), not the order: two equal captures under one reference are one.
     */
    public void setMerchantReference(String merchantReference) {
        this.merchantReference = merchantReference;
    }

    public Long getMaxAge() {
        return maxAge;
    }

    /**
     * How old a read answer may be, sent as Cache-Control: max-age in whole seconds, so that Purse does not ask the
     * payment partners (section 4.4 of the API reference). Without it, Purse asks them. At most 365 days.
     */
    public void setMaxAge(Long maxAge) {
        this.maxAge = maxAge;
    }

    public String getMaxAmount() {
        return maxAmount;
    }

    /**
     * A capture, refund or void of more than this, in the unit of amountUnit, is refused before it is sent.
     */
    public void setMaxAmount(String maxAmount) {
        this.maxAmount = maxAmount;
    }

    public boolean isRequireMerchantReference() {
        return requireMerchantReference;
    }

    /**
     * Whether a capture, refund, void or reversal is refused that has neither a merchant reference nor an idempotency key
     * that the route sets. If false, such a call gets a random key, and a message that is redelivered (after a crash, by
     * another node, by the caller of a part of a route) may move the money twice.
     */
    public void setRequireMerchantReference(boolean requireMerchantReference) {
        this.requireMerchantReference = requireMerchantReference;
    }

    public long getCompletionTimeout() {
        return completionTimeout;
    }

    /**
     * How long to follow a capture, refund or void that Purse answers as PENDING, until it is at its end. By default it is
     * handed on as it is. At most 24 hours.
     */
    public void setCompletionTimeout(long completionTimeout) {
        this.completionTimeout = completionTimeout;
    }

    public boolean isFailOnOperationFailure() {
        return failOnOperationFailure;
    }

    /**
     * Whether a capture, refund or void that ends as FAILURE or CONFLICT is an exception
     * (PurseOperationFailedException). If not, the header CamelPurseOperationStatus tells of it.
     */
    public void setFailOnOperationFailure(boolean failOnOperationFailure) {
        this.failOnOperationFailure = failOnOperationFailure;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    /**
     * Whether to do everything but send the call that moves money (captures, refunds, voids, and createPayment). The
     * answer says what would have been sent.
     */
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /**
     * How often a call is repeated after a failure that allows it; 0 for never. A call that moves money is repeated with the
     * same idempotency key, and looked for first where it may have been executed.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * How long to wait before the first repetition, at the most: the wait is a random part of it, and it doubles with every
     * repetition. A longer Retry-After of Purse counts. At most 24 hours.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    /**
     * How long to wait before any repetition, at the most, unless Purse asks for more with Retry-After.
     * At most 24 hours.
     */
    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay = maxRetryDelay;
    }

    public int getRetryBudget() {
        return retryBudget;
    }

    /**
     * How many per cent of all calls of late may be repetitions, so that an upstream that is down is not kept down by them.
     * Ten are always allowed.
     */
    public void setRetryBudget(int retryBudget) {
        this.retryBudget = retryBudget;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    /**
     * What the answer's body is.
     */
    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public Long getConnectTimeout() {
        return connectTimeout;
    }

    /**
     * How long connecting may take. Where it is not set, a value that was set on the HTTP component counts.
     * At most 24 hours.
     */
    public void setConnectTimeout(Long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Long getResponseTimeout() {
        return responseTimeout;
    }

    /**
     * How long an answer may take to begin, once the request has left. Where it is not set, a responseTimeout, or else a
     * soTimeout, that was set on the HTTP component counts. At most 24 hours.
     */
    public void setResponseTimeout(Long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    /**
     * How long a call may take as a whole: token, waiting for a connection, answers, repetitions, recovery.
     * At most 24 hours.
     */
    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public Integer getMaxConnections() {
        return maxConnections;
    }

    /**
     * How many connections to Purse there may be. Where it is not set, a value that was set on the HTTP component counts.
     */
    public void setMaxConnections(Integer maxConnections) {
        this.maxConnections = maxConnections;
    }

    public int getMaxResponseSize() {
        return maxResponseSize;
    }

    /**
     * How long an answer may be, in bytes. A longer one is an error.
     */
    public void setMaxResponseSize(int maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public String getHttpComponent() {
        return httpComponent;
    }

    /**
     * The camel-http component whose set-up (TLS, hostname verifier, proxy, time-outs, pool sizes, system properties)
     * applies to calls to Purse.
     */
    public void setHttpComponent(String httpComponent) {
        this.httpComponent = httpComponent;
    }

    public CloseableHttpAsyncClient getHttpClient() {
        return httpClient;
    }

    /**
     * A ready client to use instead of one that is set up from the HTTP component. One that is not started is started, and
     * closed with the Camel context; one that runs is left alone. Its retries and redirects should be off: a client that
     * repeats a POST by itself can move money twice.
     */
    public void setHttpClient(CloseableHttpAsyncClient httpClient) {
        this.httpClient = httpClient;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    /**
     * The path at which webhooks are received.
     */
    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public String getWebhookUrl() {
        return webhookUrl;
    }

    /**
     * The address under which Purse reaches webhookPath from outside. Sessions, payments and payment links that are created
     * without a webhook of their own get one with this address.
     */
    public void setWebhookUrl(String webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    public Object getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    /**
     * The token that webhook notifications must carry: a long random text. Several are separated by commas, or are a bean
     * of type List (#tokens or #bean:tokens), where a token may contain commas; all are accepted, so that tokens can be
     * rotated. Sessions, payments and payment links that are created register the first one with Purse.
     */
    public void setWebhookVerifyToken(Object webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public String getWebhookTokenHeader() {
        return webhookTokenHeader;
    }

    /**
     * The header in which webhook notifications carry the token.
     */
    public void setWebhookTokenHeader(String webhookTokenHeader) {
        this.webhookTokenHeader = webhookTokenHeader;
    }

    public String getWebhookEventTypes() {
        return webhookEventTypes;
    }

    /**
     * What Purse is to notify of, separated by commas, such as PAYMENT_CAPTURE,PAYMENT_REFUND,PAYMENT_VOID (section 9 of the
     * API reference). By default everything. Names that the reference does not list are sent as they are.
     */
    public void setWebhookEventTypes(String webhookEventTypes) {
        this.webhookEventTypes = webhookEventTypes;
    }

    public boolean isWebhookRequireToken() {
        return webhookRequireToken;
    }

    /**
     * Whether webhook notifications must carry the token. Without it anybody who knows the address can call.
     */
    public void setWebhookRequireToken(boolean webhookRequireToken) {
        this.webhookRequireToken = webhookRequireToken;
    }

    public String getWebhookAllowedAddresses() {
        return webhookAllowedAddresses;
    }

    /**
     * The addresses that webhook calls may come from, as CIDR ranges separated by commas. By default all.
     */
    public void setWebhookAllowedAddresses(String webhookAllowedAddresses) {
        this.webhookAllowedAddresses = webhookAllowedAddresses;
    }

    public String getWebhookAddressHeader() {
        return webhookAddressHeader;
    }

    /**
     * The header in which a proxy of ours, and nobody else, writes the address that a call comes from. Its last entry counts.
     * Needs webhookAllowedAddresses.
     */
    public void setWebhookAddressHeader(String webhookAddressHeader) {
        this.webhookAddressHeader = webhookAddressHeader;
    }

    public WebhookVerification getWebhookVerification() {
        return webhookVerification;
    }

    /**
     * What is done to believe a webhook: Purse does not sign it, so that its body is a hint. With fetch the resource is read
     * from Purse, and what was read is handed on.
     */
    public void setWebhookVerification(WebhookVerification webhookVerification) {
        this.webhookVerification = webhookVerification;
    }

    public WebhookAcknowledgement getWebhookAcknowledgement() {
        return webhookAcknowledgement;
    }

    /**
     * When a webhook is answered: when the route is done, or before it runs.
     */
    public void setWebhookAcknowledgement(WebhookAcknowledgement webhookAcknowledgement) {
        this.webhookAcknowledgement = webhookAcknowledgement;
    }

    public boolean isWebhookDeduplicate() {
        return webhookDeduplicate;
    }

    /**
     * Whether a webhook that was dealt with before is answered without running the route.
     */
    public void setWebhookDeduplicate(boolean webhookDeduplicate) {
        this.webhookDeduplicate = webhookDeduplicate;
    }

    public boolean isWebhookDropStale() {
        return webhookDropStale;
    }

    /**
     * Whether a webhook with a lower version than one that was dealt with is answered without running the route.
     */
    public void setWebhookDropStale(boolean webhookDropStale) {
        this.webhookDropStale = webhookDropStale;
    }

    public IdempotentRepository getWebhookIdempotentRepository() {
        return webhookIdempotentRepository;
    }

    /**
     * Where it is remembered which webhooks were dealt with. By default in the memory of this node, for the last 10,000;
     * several nodes need a shared one.
     */
    public void setWebhookIdempotentRepository(IdempotentRepository webhookIdempotentRepository) {
        this.webhookIdempotentRepository = webhookIdempotentRepository;
    }

    public StateRepository<String, String> getWebhookVersionRepository() {
        return webhookVersionRepository;
    }

    /**
     * Where the highest version of each resource is remembered: a bean that implements Camel's StateRepository of strings. By
     * default in the memory of this node, for the last 10,000 resources; nodes that share the webhooks need one that they
     * share.
     */
    public void setWebhookVersionRepository(StateRepository<String, String> webhookVersionRepository) {
        this.webhookVersionRepository = webhookVersionRepository;
    }

    public long getWebhookClaimTimeout() {
        return webhookClaimTimeout;
    }

    /**
     * After how long a webhook that a crash interrupted is accepted again. Must be longer than the route takes. At most 30 days.
     */
    public void setWebhookClaimTimeout(long webhookClaimTimeout) {
        this.webhookClaimTimeout = webhookClaimTimeout;
    }

    public int WebhookMaxBodySize() {
        return webhookMaxBodySize;
    }

    /**
     * How long a webhook may be, in bytes.
     */
    public void WebhookMaxBodySize(int webhookMaxBodySize) {
        this.webhookMaxBodySize = webhookMaxBodySize;
    }

    public int getWebhookMaxConcurrency() {
        return webhookMaxConcurrency;
    }

    /**
     * How many webhooks are dealt with at once; more are answered 503, so that Purse sends them again.
     */
    public void setWebhookMaxConcurrency(int webhookMaxConcurrency) {
        this.webhookMaxConcurrency = webhookMaxConcurrency;
    }

    public String getWebhookComponent() {
        return webhookComponent;
    }

    /**
     * The component that listens for HTTP. By default the one of the REST configuration, else platform-http, else the only
     * one there is.
     */
    public void setWebhookComponent(String webhookComponent) {
        this.webhookComponent = webhookComponent;
    }

    public RedirectionVerification getRedirectionVerification() {
        return redirectionVerification;
    }

    /**
     * Whether the payment that redirection data names is read, and what it says is handed on. If not, what was signed is
     * handed on, which is a hint: it may be old.
     */
    public void setRedirectionVerification(RedirectionVerification redirectionVerification) {
        this.redirectionVerification = redirectionVerification;
    }

    public IdempotentRepository getRedirectionIdempotentRepository() {
        return redirectionIdempotentRepository;
    }

    /**
     * Where it is remembered which redirection data was used, so that each can be used once. Data of a route that fails is
     * forgotten. By default it can be used again, as when a shopper reloads a page.
     */
    public void setRedirectionIdempotentRepository(IdempotentRepository redirectionIdempotentRepository) {
        this.redirectionIdempotentRepository = redirectionIdempotentRepository;
    }

    public long getRedirectionSigningKeysCachePeriod() {
        return redirectionSigningKeysCachePeriod;
    }

    /**
     * How old the keys may be that redirection data is checked with: they are read again ahead of that, in the background. A
     * key that Purse takes off its list is accepted for so long. At least one minute. At most 30 days.
     */
    public void setRedirectionSigningKeysCachePeriod(long redirectionSigningKeysCachePeriod) {
        this.redirectionSigningKeysCachePeriod = redirectionSigningKeysCachePeriod;
    }

    public long getRedirectionSigningKeysOutagePeriod() {
        return redirectionSigningKeysOutagePeriod;
    }

    /**
     * How long keys that were read serve while they cannot be read again. At most 30 days.
     */
    public void setRedirectionSigningKeysOutagePeriod(long redirectionSigningKeysOutagePeriod) {
        this.redirectionSigningKeysOutagePeriod = redirectionSigningKeysOutagePeriod;
    }
}
