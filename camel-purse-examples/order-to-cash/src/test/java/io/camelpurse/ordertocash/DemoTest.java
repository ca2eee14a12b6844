package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
    void theInboxIsEmptyAndNothingIsLeftBehindInIt() {
        assertThat(FOLDERS.inbox()).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0130-order-cut-short.xml | cannot be read as XML",
                "0140-order-with-doctype.xml | the file has a DOCTYPE",
                "0150-order-ORD-1023.xml | Purse does not take this currency",
                "0160-order-ORD-1024.xml | this is no amount of JPY",
                "0170-despatch-advice-DES-8001.xml | no document that can be turned into a payment",
                "0265-invoice-INV-5001-other-amount.xml | booked already, with another amount: 129.60 EUR",
                "0270-invoice-INV-5020.xml | there is no such order",
                "0275-invoice-INV-5021.xml | more than is left to capture, 20.16 GBP",
                "0280-invoice-INV-5022.xml | order ORD-1002 was paid in EUR",
                "0285-invoice-INV-5023.xml | an amount is in another currency than the document",
                "0450-credit-note-CN-7006.xml | more than its invoice has left:"
                        + " 13200 JPY captured for INV-5007, 3300 JPY given back",
                "0460-credit-note-CN-7007.xml | the invoice that it corrects was never captured",
                "0470-order-cancellation-CAN-6005.xml | nothing of order ORD-1005 is left to cancel"
            })
    void aBadDocumentLiesBesideItsReason(String document, String reason) throws IOException {
        assertThat(FOLDERS.rejected().resolve(document)).exists();
        assertThat(Files.readString(FOLDERS.rejected().resolve(document + ".txt")))
                .contains(reason)
                .containsPattern("(?m)^field {5}\\S")
                .containsPattern("(?m)^value {5}\\S")
                .containsPattern("(?m)^remedy {4}\\S")
                .doesNotContain("null", "Exception", "{");
    }
}
