package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camelpurse.sandbox.PurseSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementTest {

    @TempDir
    private Path documents;

    private final PurseSandbox purse = PurseSandbox.start();

    @AfterEach
    void stop() {
        purse.close();
    }

    @Test
    void anOrderWithoutItsCaptureDiffers() throws IOException {
        purse.authorizedPayment(1000, "EUR", "ORD-1");
        Expectation expectation = expectation(
                Documents.order("ORD-1", "EUR", "10.00"), Documents.invoice("INV-1", "ORD-1", "EUR", "10.00"));

        Settlement settlement = new Settlement(expectation, purse);

        assertThat(settlement.agrees()).isFalse();
        assertThat(settlement.table()).contains("DIFFERS: should be settled");
    }

    @Test
    void aPaymentThatNoDocumentAskedForDiffers() throws IOException {
        purse.authorizedPayment(1000, "EUR", "ORD-1");
        purse.authorizedPayment(1000, "JPY", "ORD-2");

        Settlement settlement = new Settlement(expectation(Documents.order("ORD-1", "EUR", "10.00")), purse);

        assertThat(settlement.lines())
                .extracting(Settlement.Line::order, Settlement.Line::agrees)
                .containsExactly(tuple("ORD-1", true), tuple("ORD-2", false));
    }

    @Test
    void anOrderThatWasPaidTwiceDiffers() throws IOException {
        purse.authorizedPayment(1000, "EUR", "ORD-1");
        purse.authorizedPayment(1000, "EUR", "ORD-1");

        assertThat(new Settlement(expectation(Documents.order("ORD-1", "EUR", "10.00")), purse).agrees())
                .isFalse();
    }

    private Expectation expectation(String... texts) throws IOException {
        int number = 0;
        for (String text : texts) {
            Files.writeString(documents.resolve(number++ + ".xml"), text);
        }
        List<Path> files = Folders.files(documents, ".xml");
        return Expectation.of(files, order -> true);
    }
}
