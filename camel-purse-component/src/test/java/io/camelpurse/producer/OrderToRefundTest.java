package io.camelpurse.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.model.Payment;
import java.util.Map;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One order's whole way, over the operations that carry it. Tests {@link MoneyOperationCall}. */
class OrderToRefundTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sandbox().build();

    @Test
    void anOrderIsPaidCapturedVoidedAndRefunded() {
        Message link = PURSE.succeed("purse:createPaymentLink?amountUnit=major", """
                {"amount": 100.00, "currency": "EUR", "shopper_redirection_url": "https://shop.example/return",
                 "order": {"reference": "ORD-1", "net_amount": 100.00, "tax_amount": 16.67}}""", Map.of());
        String linkId = link.getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
        assertThat(link.getHeader(PurseConstants.STATUS)).isEqualTo("CREATED");
        assertThat(link.getHeader(PurseConstants.SHOPPER_URL, String.class)).startsWith("http");

        String paymentId = PURSE.sandbox().shopper().pay(linkId);
        Message paid = PURSE.succeed("purse:getPaymentLink?paymentLinkId=" + linkId, null, Map.of());
        assertThat(paid.getHeader(PurseConstants.STATUS)).isEqualTo("PAID");
        assertThat(paid.getHeader(PurseConstants.PAYMENT_ID)).isEqualTo(paymentId);

        Message captured = PURSE.succeed(
                "purse:capturePayment?outputType=model",
                null,
                Map.of(
                        PurseConstants.PAYMENT_ID,
                        paymentId,
                        PurseConstants.AMOUNT,
                        6000,
                        PurseConstants.MERCHANT_REFERENCE,
                        "INV-1"));
        assertThat(captured.getHeaders())
                .containsEntry(PurseConstants.OPERATION_STATUS, "SUCCESS")
                .containsEntry(PurseConstants.TOTAL_CAPTURED, 6000L)
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 4000L);
        Payment payment = captured.getBody(Payment.class);
        assertThat(captured.getHeader(PurseConstants.OPERATION_ID))
                .isEqualTo(payment.captures().get(0).id());

        Message voided = PURSE.succeed(
                "purse:voidPayment",
                Map.of("amount", 4000, "merchant_reference", "ORD-1/close"),
                Map.of(PurseConstants.PAYMENT_ID, paymentId));
        assertThat(voided.getHeader(PurseConstants.TOTAL_VOIDED)).isEqualTo(4000L);

        Message refunded = PURSE.succeed(
                "purse:refundPayment?amountUnit=major&currency=EUR&amount=60&merchantReference=CN-1&paymentId="
                        + paymentId,
                "",
                Map.of());
        assertThat(refunded.getHeader(PurseConstants.AVAILABLE_TO_REFUND)).isEqualTo(0L);

        PURSE.sandbox().assertMovedExactlyOnce("ORD-1");
        assertThat(PURSE.amount(paymentId, "total_refunded")).isEqualTo(6000);
        assertThat(PURSE.sandbox().tokenCalls()).isEqualTo(1);
    }
}
