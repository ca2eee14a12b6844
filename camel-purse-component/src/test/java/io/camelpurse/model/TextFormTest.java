package io.camelpurse.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextFormTest {

    /** All of the samples' texts that a text form may show, by field name; whatever else comes has to be hidden. */
    private static final Set<String> SHOWN = Set.of(
            "authorization_status",
            "brand",
            "capture_mode",
            "captured",
            "categories",
            "challenge_exemption",
            "challenge_indicator",
            "client_session_id",
            "consumed",
            "coupon_code",
            "created_at",
            "currency",
            "delivery_method_reference",
            "delivery_quickness",
            "delivery_type",
            "entity_id",
            "estimated_delivery_date_time",
            "event_types",
            "expires_at",
            "id",
            "image_uri",
            "integration_mode",
            "js_url",
            "last_update_date_time",
            "merchant_reference",
            "order_reference",
            "parent_partner_transaction_id",
            "parent_payment_id",
            "partner",
            "partner_reference",
            "partner_status",
            "payment_id",
            "product_uri",
            "refunded",
            "registration_date_time",
            "seller_name",
            "seller_reference",
            "shopper_redirection_url",
            "sku_reference",
            "status",
            "token_type",
            "triggered_by",
            "type",
            "updated_at",
            "voided",
            "href",
            "method",
            "name",
            "reference",
            "e",
            "kid",
            "kty",
            "n");

    /** What is hidden with all that is in it. */
    private static final List<String> HIDDEN = List.of(
            "/customer/", "/billing_address/", "/shipping_address/", "/card/", "/browser/", "/redirection/href");

    static Set<String> samples() {
        return Samples.RECORDS.keySet();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noTextIsShownThatIsNotMeantToBe(String sample) {
        Map<String, String> marks = new TreeMap<>();
        JsonNode marked = mark(Samples.tree(sample), "", marks);
        String text = Samples.read(marked, Samples.RECORDS.get(sample)).toString();

        Set<String> shown = marks.entrySet().stream()
                .filter(mark -> text.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());

        assertThat(shown).isNotEmpty().allSatisfy(path -> {
            assertThat(path.substring(path.lastIndexOf('/') + 1)).isIn(SHOWN);
            assertThat(HIDDEN).noneMatch(path::contains);
        });
    }

    @Test
    void aPaymentShowsItsStateAndNoCard() {
        String text = Samples.read("capture-response", Payment.class).toString();

        assertThat(text)
                .contains("497f6eca-6276-4993-bfeb-53cbbbba6f08", "AUTHORIZED", "totalCaptured=3000", "CAP#1223445")
                .contains("x-order-id")
                .doesNotContain("513842", "John Doe", "mG/7oNfgy7dPj8", "f8a333e9-cdc2-45d1-b9e5-dba95e00fa95")
                .doesNotContain("64837-39372-32188", "Morales", "+526645951538", "1st Street");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknownFieldsShowTheirNamesOnly(String sample) {
        JsonNode tree = Samples.tree(sample);
        addSecrets(tree);

        String text = Samples.read(tree, Samples.RECORDS.get(sample)).toString();

        assertThat(text).doesNotContain("s3cret");
    }

    @Test
    void dataThatComesWithSecretsInItIsHidden() throws Exception {
        String json = """
                {"authentication": {"status": "PENDING", "challenge_data": "s3cret"},
                 "redirection": {"href": "s3cret", "method": "POST", "body": {"a": "s3cret"}, "form": "<s3cret>"},
                 "webhook": {"url": "https://u:s3cret@example.org",
                             "headers": [{"name": "x-key", "values": ["s3cret"]}]},
                 "browser": {"user_agent": "s3cret"},
                 "customer": {"email": "s3cret", "account": {"trust_indicator": "s3cret"}},
                 "split": [{"vault_form_token": "s3cret", "wallet_token": "s3cret", "parent_partner_token": "s3cret",
                            "parent_partner_reference": "s3cret", "three_ds_server_trans_id": "s3cret"}],
                 "authorization": {"partner_transactions": [{"partner_additional_data": {"a": ["s3cret"]}}]}}""";

        Payment payment = Samples.MAPPER.readValue(json, Payment.class);

        assertThat(payment.toString()).contains("PENDING", "x-key").doesNotContain("s3cret");
        assertThat(payment.customer().account().toString()).doesNotContain("s3cret");
    }

    @Test
    void aTokenIsHidden() {
        assertThat(Samples.read("token-response", AccessToken.class))
                .hasToString("AccessToken[tokenType=Bearer, expiresIn=3600]");
    }

    private static JsonNode mark(JsonNode node, String path, Map<String, String> marks) {
        if (node instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(field -> object.set(field, mark(object.get(field), path + "/" + field, marks)));
        } else if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                array.set(index, mark(array.get(index), path, marks));
            }
        } else if (node.isTextual()) {
            String mark = "<mark-" + marks.size() + ">";
            marks.put(mark, path);
            return TextNode.valueOf(mark);
        }
        return node;
    }

    private static void addSecrets(JsonNode tree) {
        tree.forEach(TextFormTest::addSecrets);
        if (tree instanceof ObjectNode object) {
            object.put("new_text", "s3cret");
            object.putObject("new_object").put("text", "s3cret");
            object.putArray("new_array").add("s3cret");
        }
    }
}
