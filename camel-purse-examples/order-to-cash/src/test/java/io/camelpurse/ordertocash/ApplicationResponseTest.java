package io.camelpurse.ordertocash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.helger.ubl21.UBL21Marshaller;
import com.helger.xml.schema.XMLSchemaCache;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.transform.stream.StreamSource;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** The acknowledgement of a document is a UBL 2.1 ApplicationResponse. */
class ApplicationResponseTest {

    @RegisterExtension
    private static final Mapping MAPPING = new Mapping();

    @Test
    void aProcessedDocumentIsAcknowledgedWithTheOperationOfPurse() throws Exception {
        String response = respond(Map.of(
                "state", "done",
                "operation_id", "op-1",
                "operation_status", "SUCCESS",
                "amount", "129.600",
                "currency", "EUR"));

        assertThatItIsValid(response);
        assertThat(text(response, "ID")).isEqualTo("ack-1");
        assertThat(text(response, "IssueDate")).isEqualTo("2026-11-26");
        assertThat(text(response, "IssueTime")).isEqualTo("16:31:53Z");
        assertThat(text(response, "ResponseCode")).isEqualTo("AP");
        assertThat(text(response, "Response']/*[local-name()='Description")).isEqualTo("Invoice INV-1 done");
        assertThat(text(response, "ConditionCode")).isEqualTo("SUCCESS");
        assertThat(text(response, "DocumentReference']/*[local-name()='ID")).isEqualTo("INV-1");
        assertThat(text(response, "DocumentType")).isEqualTo("Invoice");
        assertThat(condition(response, "order")).isEqualTo("ORD-1");
        assertThat(condition(response, "operation")).isEqualTo("op-1");
        assertThat(condition(response, "amount")).isEqualTo("129.60 EUR");
    }

    @Test
    void aRejectedDocumentIsAcknowledgedWithReasonFieldValueAndRemedy() throws Exception {
        String response = respond(Map.of(
                "state", "rejected",
                "reason", "there is nothing to pay",
                "field", "cac:LegalMonetaryTotal/cbc:PayableAmount",
                "field_value", "0.00 <EUR> & \u0007more",
                "remedy", "send documents with an amount above zero only"));

        assertThatItIsValid(response);
        assertThat(text(response, "ResponseCode")).isEqualTo("RE");
        assertThat(text(response, "StatusReason")).isEqualTo("there is nothing to pay");
        assertThat(text(response, "Text")).isEqualTo("send documents with an amount above zero only");
        assertThat(condition(response, "cac:LegalMonetaryTotal/cbc:PayableAmount"))
                .isEqualTo("0.00 <EUR> & more");
        assertThat(condition(response, "operation")).isEmpty();
        assertThat(condition(response, "amount")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"done, AP", "rejected, RE", "manual, UQ"})
    void theResponseCodeSaysWhatBecameOfTheDocument(String state, String code) throws Exception {
        String response = respond(Map.of("state", state));

        assertThatItIsValid(response);
        assertThat(text(response, "ResponseCode")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"open", "''", "failed"})
    void aDocumentWithoutAnOutcomeIsNotAcknowledged(String state) {
        assertThat(catchThrowable(() -> respond(Map.of("state", state)))).isNotNull();
    }

    @Test
    void aDocumentThatCouldNotBeReadIsAcknowledgedAsUnknown() throws Exception {
        String response = respond(Map.of(
                "state", "rejected", "kind", "", "number", "", "order", "", "reason", "this is no XML document"));

        assertThatItIsValid(response);
        assertThat(text(response, "DocumentReference']/*[local-name()='ID")).isEqualTo("unknown");
        assertThat(text(response, "DocumentType")).isEqualTo("unknown");
    }

    @Test
    void theSameOutcomeIsAcknowledgedInTheSameWords() throws Exception {
        Map<String, Object> outcome = Map.of("state", "done", "operation_id", "op-1");

        assertThat(respond(outcome)).isEqualTo(respond(outcome));
    }

    private static String respond(Map<String, Object> outcome) throws Exception {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "response_id", "ack-1",
                "issued", "2026-11-26T16:31:53Z",
                "sender", "order-to-cash",
                "receiver", "erp",
                "kind", "Invoice",
                "number", "INV-1",
                "order_number", "ORD-1"));
        variables.putAll(outcome);
        return MAPPING.applicationResponse(variables);
    }

    private static void assertThatItIsValid(String response) {
        assertThatNoException().isThrownBy(() -> XMLSchemaCache.getInstance()
                .getSchema(UBL21Marshaller.getAllApplicationResponseXSDs())
                .newValidator()
                .validate(new StreamSource(new StringReader(response))));
    }

    private static String condition(String response, String attribute) throws Exception {
        return text(
                response, "Condition'][*[local-name()='AttributeID']='" + attribute + "']/*[local-name()='Description");
    }

    private static String text(String response, String element) throws Exception {
        return XPathFactory.newInstance()
                .newXPath()
                .evaluate("//*[local-name()='" + element + "']", new InputSource(new StringReader(response)));
    }
}
