package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a stranger runs it. */
class DemoTest {

    private static final Folders FOLDERS =
            new Folders(Path.of("target/demo-test").toAbsolutePath());

    private static boolean agrees;

    @BeforeAll
    static void run() {
        agrees = new Demo(Path.of("src/demo"), FOLDERS.root()).run();
    }

    @Test
    void everyOrderAgreesWithItsDocuments() {
        assertThat(agrees).isTrue();
    }

    @Test
    void theSettlementIsWrittenAsCsv() throws IOException {
        assertThat(FOLDERS.root().resolve("settlement.csv"))
                .content()
                .contains("ORD-1003,GBP,240.00,240.00,156.00,156.00,84.00,84.00,0.00,0.00,\"settled\",true\n")
                .contains("ORD-1007,JPY,27500,27500,27500,27500,0,0,11000,11000,\"settled, partly refunded\",true\n");
    }

    @Test
    void everyDocumentHasLeftTheInboxAndIsKept() {
        assertThat(FOLDERS.inbox()).isEmptyDirectory();
        assertThat(Folders.files(FOLDERS.received(), ".xml")).hasSize(51);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable | cannot be read: The element type",
                "unreadable | cannot be read: DOCTYPE is disallowed",
                "Order ORD-1023 | Purse does not take this currency",
                "Order ORD-1024 | this is no amount of JPY",
                "DespatchAdvice DES-8001 | no document that can be turned into a payment",
                "Invoice INV-5001 | another document of this kind has this number and other content",
                "Invoice INV-5020 | there is no such order",
                "Invoice INV-5021 | capturePayment",
                "Invoice INV-5022 | the order was paid in EUR",
                "Invoice INV-5023 | an amount is in another currency than the document",
                "CreditNote CN-7006 | more than was captured for invoice INV-5007 and is not refunded",
                "CreditNote CN-7007 | more than was captured for invoice INV-5099 and is not refunded",
                "OrderCancellation CAN-6005 | the payment has nothing left for it"
            })
    void aBadDocumentIsAcknowledgedWithReasonFieldValueAndRemedy(String document, String reason) {
        assertThat(Acknowledgements.in(FOLDERS.acknowledgements()).all())
                .filteredOn(acknowledgement -> acknowledgement.document().startsWith(document))
                .extracting(Acknowledgement::text)
                .anySatisfy(text -> assertThat(text)
                        .contains(">RE<", reason)
                        .containsPattern("<cbc:Text>[^<]+<")
                        .containsPattern("<cbc:AttributeID>(?!order|amount)[^<]+</cbc:AttributeID>\\s*"
                                + "<cbc:Description>[^<]+<")
                        .doesNotContain("null", "Exception", "{"));
    }
}
