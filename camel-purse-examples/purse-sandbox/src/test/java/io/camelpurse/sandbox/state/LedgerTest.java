package io.camelpurse.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts and their distribution, without a server. */
class LedgerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENTITY = "entity";

    private final MovableClock clock =
            new MovableClock(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));
    private final Settings settings = new Settings();
    private final List<Notification> notifications = new ArrayList<>();
    private final Ledger ledger =
            new Ledger(settings, clock, new Ids(1), new Schedule(clock), () -> "http://localhost", notifications::add);
    private final String payment = ledger.shopper()
            .authorizedPayment(
                    ENTITY,
                    1000,
                    "EUR",
                    json("{'reference': 'o', 'net_amount': 1000}"),
                    List.of(
                            new SplitPart(Solution.CARD, 500),
                            new SplitPart(new Solution("paypal", "wallet"), 200),
                            new SplitPart(Solution.GIFT_CARD, 300)));

    @Test
    void capturesTakeGiftCardsFirst() {
        assertThat(shares(capture("{'amount': 400}"))).containsExactly("giftcard 300", "creditcard 100");
    }

    @Test
    void refundsTakeCreditCardsFirst() {
        capture("{'amount': 1000}");

        assertThat(shares(move("refundPayment", "{'amount': 600}"))).containsExactly("creditcard 500", "wallet 100");
    }

    @Test
    void voidsGoInTheOrderOfTheSplit() {
        assertThat(shares(move("voidPayment", "{'amount': 600}"))).containsExactly("creditcard 500", "wallet 100");
    }

    @Test
    void aPriorityGoesFirst() {
        assertThat(shares(capture("{'amount': 250, 'priority_list': [{'partner': 'paypal', 'method': '*'}]}")))
                .containsExactly("wallet 200", "giftcard 50");
    }

    @Test
    void whatIsNamedAfterTheRestComesLast() {
        assertThat(shares(capture("{'amount': 1000, 'priority_list': ["
                        + "{'partner': '*', 'method': '*'}, {'partner': '*', 'method': 'giftcard'}]}")))
                .containsExactly("creditcard 500", "wallet 200", "giftcard 300");
    }

    @Test
    void thePriorityFieldIsASetting() {
        settings.priorityField("priorities");

        assertThat(shares(capture("{'amount': 100, 'priorities': [{'partner': '*', 'method': 'wallet'}]}")))
                .containsExactly("wallet 100");
    }

    @Test
    void anOmittedAmountMayMeanAll() {
        settings.amountRequired(false);

        assertThat(capture("{}").at("/amounts/total_captured").asInt()).isEqualTo(1000);
    }

    @Test
    void amountsAddUp() {
        capture("{'amount': 600}");
        move("voidPayment", "{'amount': 100}");
        JsonNode amounts = move("refundPayment", "{'amount': 250}").path("amounts");

        assertThat(amounts.path("total_authorized").asInt()).isEqualTo(1000);
        assertThat(amounts.path("total_captured").asInt()).isEqualTo(600);
        assertThat(amounts.path("total_voided").asInt()).isEqualTo(100);
        assertThat(amounts.path("total_refunded").asInt()).isEqualTo(250);
        assertThat(amounts.path("available_to_capture").asInt()).isEqualTo(300);
        assertThat(amounts.path("available_to_void").asInt()).isEqualTo(300);
        assertThat(amounts.path("available_to_refund").asInt()).isEqualTo(350);
        assertThatThrownBy(() -> capture("{'amount': 301}")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> move("refundPayment", "{'amount': 351}")).isInstanceOf(Problem.class);
    }

    @Test
    void theOverviewFollowsTheAmounts() {
        capture("{'amount': 600}");
        move("voidPayment", "{'amount': 400}");
        JsonNode overview = move("refundPayment", "{'amount': 600}").path("overview");

        assertThat(overview.toString())
                .isEqualTo("{\"consumed\":\"TOTALLY\",\"captured\":\"PARTIALLY\",\"voided\":\"PARTIALLY\","
                        + "\"refunded\":\"TOTALLY\"}");
    }

    @Test
    void everyChangeRaisesTheVersion() {
        assertThat(ledger.payment(payment).path("version").asInt()).isEqualTo(1);
        assertThat(capture("{'amount': 1}").path("version").asInt()).isEqualTo(2);
        assertThat(capture("{'amount': 1}").path("version").asInt()).isEqualTo(3);
    }

    @Test
    void aConflictOfASplitFailsForAllButTheFirst() {
        Call call = ledger.prepare(request("capturePayment", "{'amount': 1000}"));

        ObjectNode response = call.execute(Outcome.of(OperationStatus.CONFLICT));

        assertThat(response.at("/captures/0/partner_transactions").findValuesAsText("status"))
                .containsExactly("SUCCESS", "FAILURE", "FAILURE");
        assertThat(response.at("/amounts/total_captured").asInt()).isEqualTo(300);
        assertThat(response.at("/amounts/available_to_capture").asInt()).isEqualTo(700);
    }

    @Test
    void twoPreparedCallsCannotTakeTheSameMoney() {
        Call first = ledger.prepare(request("capturePayment", "{'amount': 600}"));
        Call second = ledger.prepare(request("capturePayment", "{'amount': 600}"));
        first.execute(Outcome.SUCCESS);

        assertThatThrownBy(() -> second.execute(Outcome.SUCCESS)).isInstanceOf(Problem.class);
    }

    @Test
    void sharesOfOneCentAreNotLost() {
        for (int i = 0; i < 300; i++) {
            capture("{'amount': 1}");
        }

        assertThat(ledger.payment(payment).at("/amounts/available_to_capture").asInt())
                .isEqualTo(700);
        assertThat(ledger.faultsOfOrder("o")).isEmpty();
    }

    @Test
    void nothingIsNotifiedWithoutAWebhook() {
        capture("{'amount': 1}");

        assertThat(notifications).isEmpty();
    }

    private ObjectNode capture(String body) {
        return move("capturePayment", body);
    }

    private ObjectNode move(String operation, String body) {
        return ledger.prepare(request(operation, body)).execute(Outcome.SUCCESS);
    }

    private Request request(String operation, String body) {
        return new Request(operation, ENTITY, payment, json(body), null, false);
    }

    private static List<String> shares(ObjectNode payment) {
        for (OperationKind kind : List.of(OperationKind.REFUND, OperationKind.VOID, OperationKind.CAPTURE)) {
            JsonNode last = payment.path(kind.collection());
            if (!last.isEmpty()) {
                List<String> shares = new ArrayList<>();
                last.get(last.size() - 1)
                        .path("partner_transactions")
                        .forEach(share -> shares.add(share.path("method").asText() + " "
                                + share.path("amount").asText()));
                return shares;
            }
        }
        return List.of();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
