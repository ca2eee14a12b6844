package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing on a call's way holds fewer than there are calls. */
class ManyCallsTest {

    /** More than the 1,000 that Camel's thread pools queue unless told otherwise. */
    private static final int CALLS = 1_500;

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void moreThanAThousandCallsMayWaitForTheirResponses() throws Exception {
        List<String> payments = IntStream.range(0, CALLS)
                .mapToObj(i -> PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-" + i))
                .toList();
        PURSE.sandbox().faults().always("capturePayment", Fault.latency(Duration.ofSeconds(2)));
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(PURSE.sandbox().apiUrl());
        configuration.setClientId(PURSE.sandbox().account().clientId());
        configuration.setClientSecret(PURSE.sandbox().account().clientSecret());
        context.start();
        Endpoint capture = context.getEndpoint("purse:capturePayment?maxRetries=0&maxConnections=" + CALLS);
        AsyncProducer producer = capture.createAsyncProducer();
        producer.start();

        List<CompletableFuture<Exchange>> calls = new ArrayList<>();
        for (String payment : payments) {
            Exchange exchange = capture.createExchange();
            Message message = exchange.getMessage();
            message.setHeader(PurseConstants.PAYMENT_ID, payment);
            message.setHeader(PurseConstants.AMOUNT, 4299);
            message.setHeader(PurseConstants.MERCHANT_REFERENCE, "INV-1");
            calls.add(producer.processAsync(exchange));
        }

        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS).getException()).isNull();
        }
        PURSE.sandbox().payments().forEach(payment -> assertThat(payment.path("captures"))
                .hasSize(1));
    }
}
