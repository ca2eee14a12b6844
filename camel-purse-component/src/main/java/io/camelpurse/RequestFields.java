package io.camelpurse;

import java.util.List;

/** The fields that the API documents for requests (sections 4.2 to 4.8 of the API reference). */
final class RequestFields {

    private static final List<String> MONEY = List.of("amount", "merchant_reference", "currency", "order");

    private static final List<String> ABORT = List.of("status");

    private static final List<String> ORDER = List.of(
            "entity_id",
            "amount",
            "currency",
            "order",
            "shopper_redirection_url",
            "customer",
            "split",
            "capture_mode",
            "capture_delay",
            "integration_mode",
            "allow_future_usage",
            "three_ds_authentication_options",
            "browser",
            "expires_at",
            "webhook");

    private RequestFields() {}

    static List<String> of(PurseOperation operation) {
        if (operation.movesMoney()) {
            return MONEY;
        }
        return operation.describesOrder() ? ORDER : ABORT;
    }
}
