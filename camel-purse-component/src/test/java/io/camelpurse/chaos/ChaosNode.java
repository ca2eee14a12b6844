package io.camelpurse.chaos;

import io.camelpurse.PurseAuthenticationException;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseOutcomeUnknownException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.sandbox.PurseSandbox;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** One process of a merchant. Camel redelivers once whatever is safe to retry. */
final class ChaosNode implements AutoCloseable {

    static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(500);
    static final List<String> OPERATIONS = List.of("capturePayment", "voidPayment", "refundPayment");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    /** @param retries of the component; what they leave is for Camel's redelivery and for the queue */
    ChaosNode(PurseSandbox sandbox, int retries) throws Exception {
        PurseConfiguration purse =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        purse.setApiUrl(sandbox.apiUrl());
        purse.setTokenUrl(sandbox.tokenUrl());
        purse.setClientId(sandbox.account().clientId());
        purse.setClientSecret(sandbox.account().clientSecret());
        purse.setMaxRetries(retries);
        purse.setRetryDelay(5);
        purse.setMaxRetryDelay(50);
        purse.setRetryBudget(60);
        purse.setResponseTimeout(RESPONSE_TIMEOUT.toMillis());
        purse.setTotalTimeout(10_000);
        purse.setCompletionTimeout(100);
        purse.setRequireMerchantReference(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseUnavailableException.class, PurseOutcomeUnknownException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(5)
                        .asyncDelayedRedelivery();
                OPERATIONS.forEach(operation ->
                        from("direct:" + operation).to("purse:" + operation).id(operation));
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    Exchange deliver(BusinessDocument document, boolean redelivered) {
        return template.send("direct:" + document.operation(), exchange -> {
            exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, document.paymentId());
            exchange.getMessage().setHeader(PurseConstants.AMOUNT, document.amountHeader());
            exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, document.reference());
            exchange.getMessage().setHeader("JMSRedelivered", redelivered);
        });
    }

    /** What goes back to the queue; credentials that were revoked under way are back soon. */
    static boolean isForLater(Exception failure) {
        return failure instanceof PurseUnavailableException
                || failure instanceof PurseOutcomeUnknownException
                || failure instanceof PurseAuthenticationException;
    }

    long count(ToLongFunction<PurseEndpoint> counter) {
        return OPERATIONS.stream()
                .map(operation -> context.getEndpoint("purse:" + operation, PurseEndpoint.class))
                .mapToLong(counter)
                .sum();
    }

    @Override
    public void close() {
        context.stop();
    }
}
