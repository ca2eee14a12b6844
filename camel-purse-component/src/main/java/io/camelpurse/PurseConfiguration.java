package io.camelpurse;

import io.camelpurse.client.Credentials;
import java.util.function.Supplier;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
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
    private String paymentId;

    @UriParam(label = "producer")
    private String clientSessionId;

    @UriParam(label = "producer")
    private String paymentLinkId;

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
    private String maximumAmount;

    @UriParam(label = "producer")
    private boolean requireMerchantReference;

    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "0")
    private long awaitCompletion;

    @UriParam(label = "producer", defaultValue = "true")
    private boolean failOnOperationFailure = true;

    @UriParam(label = "producer")
    private boolean dryRun;

    @UriParam(label = "producer", defaultValue = "3")
    private int maximumRetries = 3;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "200")
    private long retryDelay = 200;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "5000")
    private long retryMaxDelay = 5000;

    @UriParam(label = "producer,advanced", defaultValue = "20")
    private int retryBudget = 20;

    @UriParam(label = "producer", defaultValue = "string")
    private OutputType outputType = OutputType.string;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "10000")
    private Long connectTimeout;

    @UriParam(label = "producer,advanced", javaType = "java.time.Duration", defaultValue = "30000")
    private long responseTimeout = 30_000;

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
     * not documented for the v2 of the API (section 2 of the API reference).
     */
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
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

    public String getPaymentId() {
        return paymentId;
    }

    /**
     * The payment to call about, where the header CamelPursePaymentId is not set.
     */
    public void setPaymentId(String paymentId) {
        this.paymentId = paymentId;
    }

    public String getClientSessionId() {
        return clientSessionId;
    }

    /**
     * The client session to call about, where the header CamelPurseClientSessionId is not set.
     */
    public void setClientSessionId(String clientSessionId) {
        this.clientSessionId = clientSessionId;
    }

    public String getPaymentLinkId() {
        return paymentLinkId;
    }

    /**
     * The payment link to call about, where the header CamelPursePaymentLinkId is not set.
     */
    public void setPaymentLinkId(String paymentLinkId) {
        this.paymentLinkId = paymentLinkId;
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
     * (4299), or decimals (42.99), which are turned into minor units by the number of decimals of the currency. What
     * Purse answers is always in minor units.
     */
    public void setAmountUnit(AmountUnit amountUnit) {
        this.amountUnit = amountUnit;
    }

    public String getCurrency() {
        return currency;
    }

    /**
     * The currency as an ISO 4217 code, where neither the body nor the header CamelPurseCurrency has one.
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
     * payment partners (section 4.4 of the API reference). Without it, Purse asks them.
     */
    public void setMaxAge(Long maxAge) {
        this.maxAge = maxAge;
    }

    public String getMaximumAmount() {
        return maximumAmount;
    }

    /**
     * A capture, refund or void of more than this, in the unit of amountUnit, is refused before the wire.
     */
    public void setMaximumAmount(String maximumAmount) {
        this.maximumAmount = maximumAmount;
    }

    public boolean isRequireMerchantReference() {
        return requireMerchantReference;
    }

    /**
     * Whether a capture, refund or void without a merchant reference is refused. Without one its idempotency key is random,
     * so that a message that comes again after a crash or on another node moves the money again.
     */
    public void setRequireMerchantReference(boolean requireMerchantReference) {
        this.requireMerchantReference = requireMerchantReference;
    }

    public long getAwaitCompletion() {
        return awaitCompletion;
    }

    /**
     * How long to follow a capture, refund or void that Purse answers as PENDING, until it is at its end. By default it is
     * handed on as it is.
     */
    public void setAwaitCompletion(long awaitCompletion) {
        this.awaitCompletion = awaitCompletion;
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

    public int getMaximumRetries() {
        return maximumRetries;
    }

    /**
     * How often a call is repeated after a failure that allows it; 0 for never. A call that moves money is repeated with the
     * same idempotency key, and looked for first where it may have been executed.
     */
    public void setMaximumRetries(int maximumRetries) {
        this.maximumRetries = maximumRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * How long to wait before the first repetition, at the most: the wait is a random part of it, and it doubles with every
     * repetition. A longer Retry-After of Purse counts.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return retryMaxDelay;
    }

    /**
     * How long to wait before any repetition, at the most, unless Purse asks for more with Retry-After.
     */
    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
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
     */
    public void setConnectTimeout(Long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    /**
     * How long an answer may take to begin, once the request has left.
     */
    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    /**
     * How long a call may take as a whole: token, waiting for a connection, answers, repetitions, recovery.
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
     * A ready client to use instead of one that is set up from the HTTP component. It is started, but never closed. Its
     * retries and redirects should be off: a client that repeats a POST by itself can move money twice.
     */
    public void setHttpClient(CloseableHttpAsyncClient httpClient) {
        this.httpClient = httpClient;
    }
}
