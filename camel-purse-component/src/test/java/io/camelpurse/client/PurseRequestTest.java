package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.PurseOperation;
import io.camelpurse.PurseOperation.HttpMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Method and path come from the table of operations, and so does what the response has to show. */
class PurseRequestTest {

    private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode().put("amount", 1000);

    @Test
    void aReadMayBeRepeatedAndHasNoBody() {
        PurseRequest read = PurseRequest.read(PurseOperation.getPaymentLink, "l-1", Duration.ofSeconds(5));
        assertThat(read.method()).isEqualTo(HttpMethod.GET);
        assertThat(read.path()).isEqualTo("/v2/payment-links/l-1");
        assertThat(read.body()).isNull();
        assertThat(read.maxAge()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read.safeToRetry()).isTrue();
        assertThat(read.expected().objection(id("l-1"))).isEmpty();
        assertThat(read.expected().objection(id("l-2"))).isPresent();
    }

    @Test
    void thePaymentThatIsReadIsTheOneThatIsShown() {
        PurseRequest read = PurseRequest.readPayment("p-1");
        assertThat(read).hasToString("GET /v2/payments/p-1");
        assertThat(read.expected().objection(id("p-2"))).isPresent();
    }

    @Test
    void aQueryHasABodyAndMayBeRepeated() {
        PurseRequest query = PurseRequest.query(PurseOperation.getEligibleSolutions, null, BODY);
        assertThat(query.method()).isEqualTo(HttpMethod.POST);
        assertThat(query.path()).isEqualTo("/v2/eligible-solutions");
        assertThat(query.body()).asString().isEqualTo("{\"amount\":1000}");
        assertThat(query.idempotencyKey()).isNull();
        assertThat(query.safeToRetry()).isTrue();
        assertThat(query.expected().objection(id("p-1"))).isPresent();
    }

    @Test
    void aChangeCarriesAKeyAndIsRepeatedOnlyIfItSaysSo() {
        PurseRequest change = PurseRequest.change(PurseOperation.capturePayment, "p-1", BODY, "key-1", false);
        assertThat(change.method()).isEqualTo(HttpMethod.POST);
        assertThat(change.path()).isEqualTo("/v2/payments/p-1/captures");
        assertThat(change.idempotencyKey()).isEqualTo("key-1");
        assertThat(change.safeToRetry()).isFalse();
        assertThat(change.expected().objection(id("p-2"))).isPresent();
        assertThat(PurseRequest.change(PurseOperation.cancelPaymentLink, "l-1", null, "key-1", true)
                        .body())
                .isNull();
    }

    @Test
    void itsTextShowsNeitherBodyNorSecret() {
        assertThat(PurseRequest.change(PurseOperation.createPaymentLink, null, BODY, "key-1", true)
                        .hiding(List.of("s3cret")))
                .hasToString("POST /v2/payment-links");
    }

    private static ObjectNode id(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }
}
