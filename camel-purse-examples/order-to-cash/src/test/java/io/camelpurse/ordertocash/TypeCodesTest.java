package io.camelpurse.ordertocash;

import static io.camelpurse.ordertocash.Documents.creditNoteOfType;
import static io.camelpurse.ordertocash.Documents.invoice;
import static io.camelpurse.ordertocash.Documents.invoiceOfType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Invoice or a CreditNote is for, by its code of UNTDID 1001, decides whether money is moved for it. */
class TypeCodesTest {

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    @TempDir
    private Path root;

    @Test
    void onlyWhatIsToBePaidIsCaptured() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            String payment = stage.paidOrder("ORD-1", "EUR", "100.00");
            for (String code : List.of("380", "386", "326", "381", "325", "751", "384", "71")) {
                stage.deliver(code + ".xml", invoiceOfType(code, "INV-" + code, "ORD-1", "10.00"));
            }
            stage.deliver("x.xml", invoice("INV-0", "ORD-1", "EUR", "5.00"));
            stage.awaitDone("x.xml");

            assertThat(List.of("380.xml", "386.xml", "326.xml"))
                    .allMatch(name -> stage.state(name).equals("done"));
            assertThat(stage.awaitRejected("381.xml"))
                    .contains("is a credit note", "cbc:InvoiceTypeCode", "381", "send it as a CreditNote document");
            assertThat(stage.awaitRejected("325.xml")).contains("pro-forma");
            assertThat(stage.awaitRejected("751.xml")).contains("for accounting purposes");
            assertThat(stage.awaitRejected("384.xml"))
                    .contains("on top of the one that it corrects", "CreditNote for the first invoice");
            assertThat(stage.awaitRejected("71.xml")).contains("not known to be a demand for payment", "380 383");
            assertThat(stage.amount(payment, "total_captured")).isEqualTo(3500);
        }
    }

    @Test
    void onlyWhatGivesMoneyBackIsRefunded() throws Exception {
        try (Stage stage = new Stage(root, Map.of())) {
            String payment = stage.paidOrder("ORD-1", "EUR", "100.00");
            stage.deliver("1.xml", invoice("INV-1", "ORD-1", "EUR", "100.00"));
            stage.awaitDone("1.xml");
            for (String code : List.of("381", "396", "380", "384", "458")) {
                stage.deliver(code + ".xml", creditNoteOfType(code, "CN-" + code, "ORD-1", "10.00"));
            }

            stage.awaitDone("381.xml");
            stage.awaitDone("396.xml");
            assertThat(stage.awaitRejected("380.xml"))
                    .contains("is an invoice", "cbc:CreditNoteTypeCode", "380", "send it as an Invoice document");
            assertThat(stage.awaitRejected("384.xml")).contains("not known to give money back");
            assertThat(stage.awaitRejected("458.xml")).contains("not known to give money back");
            assertThat(stage.amount(payment, "total_refunded")).isEqualTo(2000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", "82", "84", "218", "295", "326", "331", "380", "383", "385", "386", "387", "388", "389", "394",
                "875", "876", "877", " 380\n"
            })
    void aDemandForPaymentIsUnderstood(String code) throws Exception {
        assertThat(reason(invoiceOfType(code, "INV-1", "ORD-1", "1.00"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "83", "261", "262", "296", "308", "381", "396", "420", "502", "503", "532"})
    void aCreditNoteIsUnderstoodAsOneAndRejectedAsAnInvoice(String code) throws Exception {
        assertThat(reason(creditNoteOfType(code, "CN-1", "ORD-1", "1.00"))).isEmpty();
        assertThat(reason(invoiceOfType(code, "INV-1", "ORD-1", "1.00"))).contains("is a credit note");
    }

    @ParameterizedTest
    @CsvSource({
        "384, corrected invoice",
        "471, corrected invoice",
        "325, pro-forma",
        "751, for accounting purposes",
        "393, factor",
        "71, not known",
        "102, not known",
        "211, not known",
        "456, not known",
        "457, not known",
        "458, not known",
        "0380, not known",
        "380 381, not known",
        "'', not known",
        "SalesInvoice, not known",
        "38, not known"
    })
    void whatIsNoDemandForPaymentIsRejectedWithFieldValueAndRemedy(String code, String words) throws Exception {
        JsonNode facts = MAPPING.document(invoiceOfType(code, "INV-1", "ORD-1", "1.00"));

        assertThat(facts.path("reason").asText()).contains(words);
        assertThat(facts.path("field").asText()).isEqualTo("cbc:InvoiceTypeCode");
        assertThat(facts.path("value").asText()).isEqualTo(code.isEmpty() ? "(nothing)" : code);
        assertThat(facts.path("remedy").asText()).isNotBlank();
    }

    @Test
    void aCodeInTheElementOfTheOtherDocumentCountsAsWell() throws Exception {
        assertThat(reason(invoiceOfType("381", "INV-1", "ORD-1", "1.00")
                        .replace("InvoiceTypeCode", "CreditNoteTypeCode")))
                .contains("is a credit note");
    }

    private static String reason(String document) throws Exception {
        return MAPPING.document(document).path("reason").asText();
    }
}
