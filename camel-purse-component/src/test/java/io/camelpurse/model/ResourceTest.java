package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@link UnmodifiableCopy}, {@link DateTimes} and {@link OperationKind}. */
class ResourceTest {

    @Test
    void aPaymentFindsAnOperationByItsIdAndKnowsItsKind() throws Exception {
        Payment payment = Samples.MAPPER.readValue("""
                {"captures": [{"id": "c1", "amount": 10}, null, {"amount": 5}],
                 "voids": [{"id": "v1", "amount": 20}],
                 "refunds": [{"id": "r1", "amount": 30}]}""", Payment.class);

        assertThat(payment.operation("c1")).map(Operation::kind).contains(OperationKind.CAPTURE);
        assertThat(payment.operation("v1")).map(Operation::kind).contains(OperationKind.VOID);
        assertThat(payment.operation("r1")).map(Operation::amount).contains(30L);
        assertThat(payment.operation("x1")).isEmpty();
        assertThat(payment.operation(null)).isEmpty();
    }

    @Test
    void aPaymentListsItsOperationsByKind() {
        Payment payment = Samples.read("payment-get-response", Payment.class);

        assertThat(payment.operations(OperationKind.CAPTURE)).isEqualTo(payment.captures());
        assertThat(payment.operations(OperationKind.REFUND)).isEmpty();
        assertThat(payment.operations()).isEqualTo(payment.captures());
    }

    @Test
    void aKindHasALabel() {
        assertThat(OperationKind.values())
                .extracting(OperationKind::label)
                .containsExactly("capture", "refund", "void");
    }

    @Test
    void aPaymentOfWhichNothingIsKnownHasEmptyValues() throws Exception {
        Payment payment = Samples.MAPPER.readValue("{}", Payment.class);

        assertThat(payment.operations()).isEmpty();
        assertThat(payment.operations(OperationKind.VOID)).isEmpty();
        assertThat(payment.operation("c1")).isEmpty();
        assertThat(payment.authorizationStatus()).isNull();
        assertThat(payment.shopperUrl()).isNull();
        assertThat(payment.captures()).isNull();
        assertThat(payment.otherFields()).isEmpty();
    }

    @Test
    void anOperationThatIsInNoPaymentHasNoKind() {
        assertThat(Samples.read("capture-request", Operation.class).kind()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, true",
        "FAILURE, true",
        "CONFLICT, true",
        "PENDING, false",
        "UNCERTAIN, false",
        "SOMETHING_NEW, false",
        ", false"
    })
    void anOperationIsFinalWhenItsStatusIsTheLastOne(String status, boolean isFinal) throws Exception {
        String json = status == null ? "{}" : "{\"status\":\"" + status + "\"}";

        assertThat(Samples.MAPPER.readValue(json, Operation.class).isFinal()).isEqualTo(isFinal);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-08-25T10:42:59.123+02:00, 2020-08-25T08:42:59.123Z",
        "2023-10-30T15:40:00Z, 2023-10-30T15:40:00Z",
        "2023-10-30T15:40:00+02:00, 2023-10-30T13:40:00Z"
    })
    void aDateTimeIsReadWithAndWithoutMilliseconds(String text, Instant instant) throws Exception {
        Operation operation = Samples.MAPPER.readValue("{\"updated_at\":\"" + text + "\"}", Operation.class);

        assertThat(operation.lastChange()).map(OffsetDateTime::toInstant).contains(instant);
    }

    @Test
    void anOperationThatNeverChangedChangedLastWhenItBegan() throws Exception {
        Operation operation = Samples.MAPPER.readValue("{\"created_at\":\"2023-10-30T15:40:00Z\"}", Operation.class);

        assertThat(operation.lastChange()).contains(OffsetDateTime.parse("2023-10-30T15:40:00Z"));
    }

    @Test
    void aDateTimeThatIsNoneIsKeptAsText() throws Exception {
        Operation operation = Samples.MAPPER.readValue("{\"updated_at\":\"yesterday\"}", Operation.class);

        assertThat(operation.lastChange()).isEmpty();
        assertThat(operation.updatedAt()).isEqualTo("yesterday");
    }

    @Test
    void expiryAndAuthorizationTimesAreRead() {
        assertThat(Samples.read("client-session-get-response", ClientSession.class)
                        .expiry())
                .contains(OffsetDateTime.parse("2024-08-25T10:42:59.123+02:00"));
        assertThat(Samples.read("payment-link-get-response", PaymentLink.class).expiry())
                .contains(OffsetDateTime.parse("2024-08-25T10:42:59.123+02:00"));
        assertThat(Samples.read("capture-response", Payment.class)
                        .authorization()
                        .lastChange())
                .contains(OffsetDateTime.parse("2019-08-24T14:15:22Z"));
    }

    @Test
    void everyResourceKnowsWhereTheShopperPays() throws Exception {
        assertThat(Samples.read("payment-link-get-response", PaymentLink.class).shopperUrl())
                .startsWith("https://pay.purse-dev.com/payment-link/");
        assertThat(Samples.read("capture-response", Payment.class).shopperUrl())
                .startsWith("https://pay.purse-env.com/entities/");
        assertThat(Samples.MAPPER
                        .readValue(
                                "{\"links\":{\"hosted_page\":{\"href\":\"https://pay.example/1\"}}}",
                                ClientSession.class)
                        .shopperUrl())
                .isEqualTo("https://pay.example/1");
        assertThat(Samples.read("client-session-get-response", ClientSession.class)
                        .shopperUrl())
                .isNull();
        assertThat(Samples.MAPPER.readValue("{}", PaymentLink.class).shopperUrl())
                .isNull();
    }

    @Test
    void theLinkToVoidsIsNamedVoidInJson() {
        assertThat(Samples.read("payment-get-response", Payment.class)
                        .links()
                        .voiding()
                        .href())
                .endsWith("/voids");
    }

    @Test
    void whatWasReadCannotBeChanged() {
        Payment payment = Samples.read("payment-get-response", Payment.class);

        assertThatThrownBy(() -> payment.captures().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payment.order().shipments().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payment.otherFields().put("name", "value"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payment.order().additionalData().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payment.order()
                        .additionalData()
                        .entrySet()
                        .iterator()
                        .next()
                        .setValue("changed"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatARecordWasMadeOfCanChangeWithoutIt() {
        List<Object> values = new ArrayList<>(List.of("before"));
        Map<String, Object> nested = new HashMap<>(Map.of("name", "before"));
        Map<String, Object> other = new HashMap<>(Map.of("nested", nested, "list", values));
        WebhookHeader header = new WebhookHeader("x-order-id", values, other);

        values.set(0, "after");
        nested.put("name", "after");
        other.clear();

        assertThat(header.valueTexts()).containsExactly("before");
        assertThat(header.otherFields())
                .isEqualTo(Map.of("nested", Map.of("name", "before"), "list", List.of("before")));
    }
}
