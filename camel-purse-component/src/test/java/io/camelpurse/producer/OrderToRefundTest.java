package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.model.Payment;
import io.camelpurse.sandbox.PurseSandboxExtension;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One order's whole way, over the operations that carry it. */
class OrderToRefundTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(PURSE.sandbox().apiUrl());
        configuration.setClientId(PURSE.sandbox().account().clientId());
        configuration.setClientSecret(PURSE.sandbox().account().clientSecret());
        configuration.setEntityId(PURSE.sandbox().account().entityId());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void anOrderIsPaidCapturedVoidedAndRefunded() {
        Exchange link = call("purse:createPaymentLink?amountUnit=major", """
                {"amount": 100.00, "currency": "EUR", "shopper_redirection_url": "https://shop.example/return",
                 "order": {"reference": "ORD-1", "net_amount": 100.00, "tax_amount": 16.67}}""", Map.of());
        String linkId = link.getMessage().getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
        assertThat(link.getMessage().getHeader(PurseConstants.STATUS)).isEqualTo("CREATED");
        assertThat(link.getMessage().getHeader(PurseConstants.SHOPPER_URL, String.class))
                .startsWith("http");

        String paymentId = PURSE.sandbox().shopper().pay(linkId);
        Exchange paid = call("purse:getPaymentLink?paymentLinkId=" + linkId, null, Map.of());
        assertThat(paid.getMessage().getHeader(PurseConstants.STATUS)).isEqualTo("PAID");
        assertThat(paid.getMessage().getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(paymentId);

        Exchange captured = call(
                "purse:capturePayment?outputType=model",
                null,
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        paymentId,
                        PurseConstants.AMOUNT,
                        6000,
                        PurseConstants.MERCHANT_REFERENCE,
                        "INV-1"));
        assertThat(captured.getMessage().getHeaders())
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS")
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 6000L)
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 4000L);
        Payment payment = captured.getMessage().getBody(Payment.class);
        assertThat(captured.getMessage().getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(payment.captures().get(0).id());

        Exchange voided = call(
                "purse:voidPayment",
                Map.of("amount", 4000, "merchant_reference", "ORD-1/close"),
                Map.of(PurseConstants.PAYMENT_ID, paymentId));
        assertThat(voided.getMessage().getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(4000L);

        Exchange refunded = call(
                "purse:refundPayment?amountUnit=major&currency=EUR&amount=60&merchantReference=CN-1&paymentId="
                        + paymentId,
                "",
                Map.of());
        assertThat(refunded.getMessage().getHeader(PurseConstants.AVAILABLE_TO_REFUND))
                .isEqualTo(0L);

        PURSE.sandbox().assertMovedExactlyOnce("ORD-1");
        ObjectNode books = PURSE.sandbox().payment(paymentId);
        assertThat(books.path("amounts").path("total_refunded").asLong()).isEqualTo(6000);
        assertThat(PURSE.sandbox().tokenCalls()).isEqualTo(1);
    }

    private Exchange call(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request(uri, message -> {
            message.getMessage().setBody(body);
            message.getMessage().setHeaders(new HashMap<>(headers));
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }
}
