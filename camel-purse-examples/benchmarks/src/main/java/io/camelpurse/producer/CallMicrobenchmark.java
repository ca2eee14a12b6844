package io.camelpurse.producer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseValidationException;
import io.camelpurse.client.ClientSettings;
import io.camelpurse.client.Json;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.PurseClients;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.client.Randomness;
import io.camelpurse.client.TimeSource;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.text.ReceivedJson;
import io.camelpurse.text.TokenMask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What every call does besides waiting: each piece by itself, without a wire. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallMicrobenchmark {

    private static final String PAYMENT = "9a14962c-bdcf-49d1-8673-e75dfb48013f";
    private static final String BODY = "{\"amount\":3000,\"merchant_reference\":\"CAP#1223445\"}";

    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final Set<String> NEEDED_FIELDS = Set.of(
            "id", "version", "client_session_id", "order_reference", "currency", "amounts", "redirection", "captures");

    private static final TokenFilter NEEDED = new TokenFilter() {
        @Override
        public TokenFilter includeProperty(String name) {
            return NEEDED_FIELDS.contains(name) ? INCLUDE_ALL : null;
        }
    };

    private final PurseOperation operation = PurseOperation.capturePayment;

    private CamelContext context;
    private PurseClients clients;
    private MoneyOperationCall captureCall;
    private MoneyResponseWriter result;
    private byte[] bytes;
    private JsonNode payment;
    private final TokenMask secrets = new TokenMask(List.of(
            "a-client-secret-of-40-characters--------", "a-webhook-token-of-40-characters--------", "e".repeat(900)));
    private MoneyResponse money;

    /** Starts a context, and reads the documented response to a capture. */
    @Setup
    public void prepare() throws Exception {
        context = new DefaultCamelContext();
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setClientId("client");
        configuration.setClientSecret("secret");
        context.start();
        // Everything happens but what is behind the wire.
        configuration.setDryRun(true);
        clients = new PurseClients(context, TimeSource.system(), Randomness.system(), "");
        ServiceHelper.startService(clients);
        captureCall = new MoneyOperationCall(
                clients.client(ClientSettings.of(configuration, List.of()), null),
                operation,
                configuration,
                null,
                new CallCounters(operation, TimeSource.system(), new Metrics()),
                new AtomicBoolean());
        result = new MoneyResponseWriter(operation, configuration);
        try (InputStream sample = CallMicrobenchmark.class.getResourceAsStream("/capture-response.json")) {
            // As it comes over the wire: without the indentation of the documentation.
            bytes = Json.mapper().writeValueAsBytes(Json.mapper().readTree(sample));
        }
        payment = Json.mapper().readTree(bytes);
        PurseResponse response = new PurseResponse(200, new String(bytes, StandardCharsets.UTF_8), payment, 1, null);
        JsonNode capture = payment.path("captures").path(0);
        money = new MoneyResponse(response, capture, false, false, 1, null, null);
    }

    /** Lets go of the context. */
    @TearDown
    public void end() {
        ServiceHelper.stopService(clients);
        context.stop();
    }

    /** What the others' exchange costs, to be thought away from them. */
    @Benchmark
    public Exchange exchangeAlone() {
        return exchange(BODY);
    }

    /** Message with a JSON text to request: path, checks, key. */
    @Benchmark
    public Object requestFromText() throws PurseValidationException {
        return captureCall.make(exchange(BODY));
    }

    /** Message with an empty body to request, amount and reference from headers. */
    @Benchmark
    public Object requestFromHeaders() throws PurseValidationException {
        Exchange exchange = exchange(null);
        exchange.getMessage().setHeader(PurseConstants.AMOUNT, 3000);
        exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, "CAP#1223445");
        return captureCall.make(exchange);
    }

    /** Bytes of a response to its tree. */
    @Benchmark
    public JsonNode readResponse() throws IOException {
        return Json.mapper().readTree(bytes);
    }

    /** The same as Jackson does it by default: of a name that occurs twice, the last value counts. */
    @Benchmark
    public JsonNode readLeniently() throws IOException {
        return LENIENT.readTree(bytes);
    }

    /** Bytes of a response to its tokens: what reading it without a tree costs at least. */
    @Benchmark
    public int readTokens() throws IOException {
        return tokens(Json.mapper().createParser(bytes));
    }

    /** The same, with a name that occurs twice found, as in the tree. */
    @Benchmark
    public int readTokensStrictly() throws IOException {
        return tokens(Json.mapper().createParser(bytes).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));
    }

    /**
     * What headers and recovery need of a response, as a tree: the rest is skipped, and a name that occurs twice is
     * found.
     */
    @Benchmark
    public JsonNode readNeededFields() throws IOException {
        JsonParser all = Json.mapper().createParser(bytes).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        try (JsonParser needed = new FilteringParserDelegate(all, NEEDED, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            return Json.mapper().readTree(needed);
        }
    }

    private static int tokens(JsonParser parser) throws IOException {
        int count = 0;
        try (parser) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    /** Bytes of a response to a text in which no secret is found. */
    @Benchmark
    public ReceivedJson searchForSecrets() {
        return secrets.mask(new ReceivedJson(payment, new String(bytes, StandardCharsets.UTF_8)));
    }

    /** A response's tree to body and headers. */
    @Benchmark
    public Exchange responseToHeaders() throws Exception {
        Exchange exchange = exchange(null);
        result.populate(exchange, "key", money);
        return exchange;
    }

    /** Idempotency key of a business document. */
    @Benchmark
    public String deriveKey() {
        return IdempotencyKeys.derive(PAYMENT, "capturePayment", "CAP#1223445");
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, PAYMENT);
        return exchange;
    }
}
