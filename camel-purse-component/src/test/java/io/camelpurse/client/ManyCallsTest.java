package io.camelpurse.client;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing on a call's way holds fewer than there are calls. Tests {@link PurseClients} and {@link ConnectionPools}. */
class ManyCallsTest {

    /** More than the 1,000 that Camel's thread pools queue by default. */
    private static final int CALLS = 1_500;

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    @Test
    void moreThanAThousandCallsMayWaitForTheirResponses() throws Exception {
        List<String> payments = IntStream.range(0, CALLS)
                .mapToObj(i -> PURSE.sandbox().authorizedPayment(4299, "EUR", "ORD-" + i))
                .toList();
        PURSE.sandbox().faults().always("capturePayment", Fault.latency(Duration.ofSeconds(2)));
        AsyncProducer producer = PURSE.producer("purse:capturePayment?maxRetries=0&maxConnections=" + CALLS);

        List<CompletableFuture<Exchange>> calls = payments.stream()
                .map(payment -> PURSE.send(
                        producer,
                        Map.of(
                                PurseConstants.PAYMENT_ID,
                                payment,
                                PurseConstants.AMOUNT,
                                4299,
                                PurseConstants.MERCHANT_REFERENCE,
                                "INV-1")))
                .toList();

        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS).getException()).isNull();
        }
        assertThat(PURSE.sandbox().payments()).hasSize(CALLS).allSatisfy(payment -> assertThat(payment.path("captures"))
                .hasSize(1));
    }
}
