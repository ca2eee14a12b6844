package io.camelpurse.sandbox.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** What a session, a link and a payment have in common: how much, for which order, and who is to be notified. */
record PaymentDetails(
        String entityId,
        long amount,
        String currency,
        boolean automaticCapture,
        Duration captureDelay,
        boolean allowFutureUsage,
        String shopperRedirectionUrl,
        ObjectNode order,
        ObjectNode customer,
        Webhook webhook) {
    private static final List<String> CURRENCIES = List.of("CHF", "EUR", "GBP", "JPY", "USD");

    static PaymentDetails read(Fields fields, boolean redirectionRequired, boolean orderRequired) {
        fields.require("entity_id");
        fields.require("amount");
        fields.require("currency");
        if (redirectionRequired) {
            fields.require("shopper_redirection_url");
        }
        if (orderRequired) {
            fields.require("order");
        }
        boolean futureUsage = fields.flag("allow_future_usage");
        Long amount = fields.amount("amount");
        if (amount != null && amount == 0 && !futureUsage) {
            fields.reject("amount", "amount may be 0 only with allow_future_usage");
        }
        Fields order = fields.object("order");
        if (order != null) {
            order.requiredText("reference");
            order.amount("net_amount");
        }
        Fields customer = fields.object("customer");
        fields.object("three_ds_authentication_options");
        return new PaymentDetails(
                fields.text("entity_id"),
                amount == null ? 0 : amount,
                fields.oneOf("currency", CURRENCIES),
                "AUTOMATIC".equals(fields.oneOf("capture_mode", List.of("MANUAL", "AUTOMATIC"))),
                fields.duration("capture_delay"),
                futureUsage,
                fields.webAddress("shopper_redirection_url"),
                order == null ? null : order.node().deepCopy(),
                customer == null ? null : customer.node().deepCopy(),
                Webhook.read(fields.object("webhook")));
    }

    String captureMode() {
        return automaticCapture ? "AUTOMATIC" : "MANUAL";
    }

    String orderReference() {
        return order == null ? null : order.path("reference").textValue();
    }

    /** What the order costs, or {@code null} when it does not say. */
    Long orderNetAmount() {
        return order == null || !order.hasNonNull("net_amount")
                ? null
                : Long.valueOf(order.get("net_amount").longValue());
    }

    /** The order as sessions and payments show it: without categories and marketplace sellers, as in all samples. */
    ObjectNode orderSummary() {
        ObjectNode summary = order.deepCopy();
        summary.remove("marketplace_sellers");
        summary.path("shipments")
                .forEach(shipment -> shipment.path("item_lines").forEach(line -> {
                    if (line instanceof ObjectNode item) {
                        item.remove("categories");
                    }
                }));
        return summary;
    }

    static ObjectNode link(String href, String method) {
        return JsonNodeFactory.instance.objectNode().put("href", href).put("method", method);
    }
}
