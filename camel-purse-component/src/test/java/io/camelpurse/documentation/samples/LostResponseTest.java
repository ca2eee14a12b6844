package io.camelpurse.documentation.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostResponseTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    @Test
    void aCaptureWhoseResponseIsLostIsExecutedOnce() throws Exception {
        PurseSandbox sandbox = PURSE.sandbox();
        String payment = sandbox.authorizedPayment(4299, "EUR", "ORD-1");
        sandbox.faults().next("capturePayment", Fault.dropResponse());

        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PurseConfiguration purse =
                    context.getComponent("purse", PurseComponent.class).getConfiguration();
            purse.setApiUrl(sandbox.apiUrl());
            purse.setClientId(sandbox.account().clientId());
            purse.setClientSecret(sandbox.account().clientSecret());
            context.start();

            Exchange captured = context.createProducerTemplate().request("purse:capturePayment", exchange -> {
                exchange.getMessage().setHeader(PurseConstants.PAYMENT_ID, payment);
                exchange.getMessage().setHeader(PurseConstants.AMOUNT, 4299);
                exchange.getMessage().setHeader(PurseConstants.MERCHANT_REFERENCE, "INV-1");
            });

            assertEquals("SUCCESS", captured.getMessage().getHeader(PurseConstants.OPERATION_STATUS));
            assertEquals(true, captured.getMessage().getHeader(PurseConstants.DUPLICATE));
        }
        sandbox.assertMovedExactlyOnce("ORD-1");
    }
}
