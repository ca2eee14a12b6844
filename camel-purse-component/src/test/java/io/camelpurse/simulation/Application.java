package io.camelpurse.simulation;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.PurseClient;
import io.camelpurse.metrics.Metrics;
import io.camelpurse.producer.CallCounters;
import io.camelpurse.producer.OperationCallFactory;
import io.camelpurse.producer.PurseProducer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The application's code, which all instances run: real producers on real exchanges. One for each thread. */
final class Application implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final Map<PurseOperation, Endpoint> endpoints = new EnumMap<>(PurseOperation.class);

    Application() {
        context.disableJMX();
        context.start();
    }

    Exchange exchange(Document document, String paymentId) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, paymentId);
        exchange.getMessage().setHeader(PurseConstants.AMOUNT, amount(document));
        exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, document.reference());
        exchange.getMessage().setHeader(PurseConstants.IDEMPOTENCY_KEY, document.header());
        return exchange;
    }

    private static Object amount(Document document) {
        if (document.amount() != null) {
            return document.amount();
        }
        return document.operation() == PurseOperation.reversePayment ? null : "available";
    }

    PurseConfiguration configuration(Conditions conditions, boolean dryRun) {
        PurseConfiguration configuration = new PurseConfiguration();
        configuration.setApiUrl("https://purse.example/payment");
        configuration.setTokenUrl("https://purse.example" + SimulatedPurse.TOKENS);
        configuration.setClientId("client");
        configuration.setClientSecret("client-secret");
        configuration.setEntityId(SimulatedPurse.ENTITY);
        configuration.setRequireMerchantReference(false);
        configuration.setDryRun(dryRun);
        if (conditions.maxAmount() < Long.MAX_VALUE) {
            configuration.setMaxAmount(Long.toString(conditions.maxAmount()));
        }
        configuration.setMaxRetries(conditions.maxRetries());
        configuration.setRetryBudget(conditions.retryBudget());
        configuration.setTotalTimeout(conditions.totalTimeout());
        configuration.setResponseTimeout(conditions.responseTimeout());
        configuration.setCompletionTimeout(conditions.completionTimeout());
        return configuration;
    }

    /** Calls the producer; {@code ended} runs when the exchange would go on in its route. */
    void call(
            PurseOperation operation,
            PurseConfiguration configuration,
            PurseClient client,
            Exchange exchange,
            Runnable ended) {
        CallCounters counters = new CallCounters(operation, client.time(), new Metrics());
        PurseProducer producer = new PurseProducer(
                endpoints.computeIfAbsent(operation, name -> context.getEndpoint("purse:" + name)),
                operation,
                counters,
                () -> new OperationCallFactory(client, configuration, null, counters, new AtomicBoolean(true))
                        .create(operation, () -> {
                            throw new UnsupportedOperationException("No shopper is simulated");
                        }),
                afterwards -> Runnable::run);
        producer.start();
        producer.process(exchange, done -> ended.run());
    }

    @Override
    public void close() {
        context.stop();
    }
}
