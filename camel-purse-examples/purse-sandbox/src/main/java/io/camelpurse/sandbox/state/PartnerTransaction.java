package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** One partner's share: of the authorization, or of an operation on it. */
final class PartnerTransaction {
    private final String id;
    private final Instant createdAt;
    private final SplitPart part;
    private final PartnerTransaction authorization;
    private Instant updatedAt;
    private String status;

    /**
     * @param authorization the authorized share that an operation works on; {@code null} for the authorized share
     *     itself
     */
    PartnerTransaction(String id, Instant createdAt, SplitPart part, PartnerTransaction authorization, Enum<?> status) {
        this.id = id;
        this.createdAt = createdAt;
        this.part = part;
        this.authorization = authorization;
        this.updatedAt = createdAt;
        this.status = status.name();
    }

    String id() {
        return id;
    }

    long amount() {
        return part.amount();
    }

    SplitPart part() {
        return part;
    }

    Solution solution() {
        return part.solution();
    }

    PartnerTransaction authorization() {
        return authorization;
    }

    String status() {
        return status;
    }

    void become(Enum<?> next, Instant at) {
        status = next.name();
        updatedAt = at;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("created_at", createdAt.toString()).put("updated_at", updatedAt.toString());
        json.put("status", status).put("amount", amount());
        json.setAll(solution().json());
        json.put("partner_reference", "S" + id.substring(0, 8).toUpperCase(Locale.ROOT));
        json.put("partner_status", partnerStatus()).put("partner_status_description", description());
        if (authorization == null && solution().isCard()) {
            addCard(json);
        }
        return json;
    }

    private void addCard(ObjectNode json) {
        ObjectNode card = json.putObject("card");
        card.put("bin", "513842").put("last_four_digits", "1234").put("holder_name", "John Doe");
        card.put("expiry_month", "01").put("expiry_year", "29").put("country_code", "FR");
        card.put("fingerprint", "mG/7oNfgy7dPj8/jhP5Ynr9u1U=").put("selected_network", "VISA");
        card.putObject("three_ds").put("eci", "01");
        json.put("save_token", part.saveToken()).put("token_saved", part.saveToken());
    }

    private String partnerStatus() {
        return switch (status) {
            case "AUTHORIZED", "SUCCESS" -> "0000";
            case "PENDING" -> "0100";
            default -> "9999";
        };
    }

    private String description() {
        return switch (status) {
            case "AUTHORIZED", "SUCCESS" -> "Successful operation";
            case "PENDING" -> "Waiting for the partner";
            case "UNCERTAIN" -> "No final result";
            default -> "Operation declined";
        };
    }
}
