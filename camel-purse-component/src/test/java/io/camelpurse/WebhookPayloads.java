package io.camelpurse;

/** What Purse might send, made without a sandbox. */
final class WebhookPayloads {

    static final String PAYMENT = "9a14962c-bdcf-49d1-8673-e75dfb48013f";

    private WebhookPayloads() {}

    static String payment() {
        return payment(PAYMENT, 3);
    }

    static String payment(String id, int version) {
        return """
            {"id": "%s", "version": %d, "amount": 10000, "currency": "EUR", "order_reference": "ORD-1",
             "client_session_id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
             "amounts": {"total_authorized": 10000, "total_captured": 4000, "available_to_capture": 6000},
             "authorization": {"status": "AUTHORIZED", "updated_at": "2026-11-01T10:00:00.000+01:00"},
             "captures": [{"id": "1a14962c-bdcf-49d1-8673-e75dfb48013f", "status": "SUCCESS", "amount": 4000,
                           "merchant_reference": "INV-1", "updated_at": "2026-11-01T10:05:00.000+01:00"}],
             "refunds": [], "voids": [],
             "webhook": {"url": "https://erp.example.org/purse/webhook",
                         "headers": [{"name": "X-Camel-Purse-Token", "values": ["a-long-random-text"]}]}}\
            """.formatted(id, version);
    }

    static String session(String id, String status) {
        return """
            {"id": "%s", "status": "%s", "amount": 10000, "currency": "EUR", "widget": {"data": "x"},
             "order": {"reference": "ORD-1"}}\
            """.formatted(id, status);
    }

    static String link(String id, int version) {
        return """
            {"id": "%s", "version": %d, "status": "ACTIVE", "amount": 10000, "currency": "EUR",
             "links": {"customer_url": {"href": "https://pay.example.org/l"}}, "payments": []}\
            """.formatted(id, version);
    }
}
