package io.camelpurse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.client.MoneyAnswer;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.client.ReversalAnswer;
import io.camelpurse.model.Payment;
import io.camelpurse.model.PaymentLink;
import java.net.URI;
import java.util.List;
import org.apache.camel.Message;

/**
 * Puts what routes branch on into headers, so that nobody has to parse the answer. What the answer does not say is
 * removed: a header never tells of an earlier call.
 */
final class AnswerHeaders {

    private static final List<String> RESULTS = List.of(
            PurseConstants.HTTP_RESPONSE_CODE,
            PurseConstants.STATUS,
            PurseConstants.VERSION,
            PurseConstants.ORDER_REFERENCE,
            PurseConstants.OPERATION_ID,
            PurseConstants.OPERATION_STATUS,
            PurseConstants.TOTAL_AUTHORIZED,
            PurseConstants.TOTAL_CAPTURED,
            PurseConstants.TOTAL_VOIDED,
            PurseConstants.TOTAL_REFUNDED,
            PurseConstants.AVAILABLE_TO_CAPTURE,
            PurseConstants.AVAILABLE_TO_VOID,
            PurseConstants.AVAILABLE_TO_REFUND,
            PurseConstants.CUSTOMER_URL,
            PurseConstants.ATTEMPTS,
            PurseConstants.DUPLICATE,
            PurseConstants.CLIENT_SESSION_STATUS);

    private static final String VERSIONED_PATH = "/v2/";

    private final PurseOperation operation;
    private final String apiUrl;

    AnswerHeaders(PurseOperation operation, String apiUrl) {
        this.operation = operation;
        this.apiUrl = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
    }

    /** Takes away what an earlier call's answer said, so that a call that fails does not seem to have said it. */
    static void clear(Message message) {
        RESULTS.forEach(message::removeHeader);
    }

    void set(Message message, PurseResponse response) {
        EarlierAnswer.remove(message, PurseConstants.CURRENCY);
        message.setHeader(PurseConstants.HTTP_RESPONSE_CODE, response.status());
        message.setHeader(PurseConstants.ATTEMPTS, response.attempts());
        JsonNode json = response.json();
        if (json.isObject()) {
            setResource(message, json);
        }
    }

    void setResource(Message message, JsonNode json) {
        number(message, PurseConstants.VERSION, json.path("version"));
        if (operation.answerType() == Payment.class) {
            payment(message, json);
        } else if (operation.resourceId() != null || operation.changes()) {
            sessionOrLink(message, json);
        }
        currency(message, json.path("currency"));
    }

    void set(Message message, MoneyAnswer answer) {
        message.setHeader(PurseConstants.ATTEMPTS, answer.attempts());
        message.setHeader(PurseConstants.DUPLICATE, answer.duplicate());
        text(message, PurseConstants.OPERATION_ID, answer.operation().path("id"));
        text(message, PurseConstants.OPERATION_STATUS, answer.operation().path("status"));
    }

    void set(Message message, ReversalAnswer answer) {
        message.setHeader(PurseConstants.ATTEMPTS, answer.attempts());
        message.setHeader(PurseConstants.DUPLICATE, answer.duplicate());
    }

    private void currency(Message message, JsonNode currency) {
        if (currency.isTextual()) {
            boolean ofPayment = operation.resourceId() != null || operation.changes();
            EarlierAnswer.leaveCurrency(
                    message,
                    currency.textValue(),
                    ofPayment ? message.getHeader(PurseConstants.PAYMENT_ID, String.class) : null);
        }
    }

    /** What a shopper brings back, in the place of an answer. */
    static void redirection(Message message, JsonNode claims) {
        message.removeHeader(PurseConstants.PAYMENT_ID);
        message.removeHeader(PurseConstants.CLIENT_SESSION_ID);
        id(message, PurseConstants.PAYMENT_ID, claims.path("payment_id"));
        id(message, PurseConstants.CLIENT_SESSION_ID, claims.path("client_session_id"));
        text(message, PurseConstants.STATUS, claims.path("authorization_status"));
        text(message, PurseConstants.CLIENT_SESSION_STATUS, claims.path("client_session_status"));
    }

    private void payment(Message message, JsonNode payment) {
        id(message, PurseConstants.PAYMENT_ID, payment.path("id"));
        EarlierAnswer.remove(message, PurseConstants.CLIENT_SESSION_ID);
        id(message, PurseConstants.CLIENT_SESSION_ID, payment.path("client_session_id"));
        text(message, PurseConstants.STATUS, payment.path("authorization").path("status"));
        text(message, PurseConstants.ORDER_REFERENCE, payment.path("order_reference"));
        customerUrl(message, payment.path("redirection").path("href"));
        JsonNode amounts = payment.path("amounts");
        number(message, PurseConstants.TOTAL_AUTHORIZED, amounts.path("total_authorized"));
        number(message, PurseConstants.TOTAL_CAPTURED, amounts.path("total_captured"));
        number(message, PurseConstants.TOTAL_VOIDED, amounts.path("total_voided"));
        number(message, PurseConstants.TOTAL_REFUNDED, amounts.path("total_refunded"));
        number(message, PurseConstants.AVAILABLE_TO_CAPTURE, amounts.path("available_to_capture"));
        number(message, PurseConstants.AVAILABLE_TO_VOID, amounts.path("available_to_void"));
        number(message, PurseConstants.AVAILABLE_TO_REFUND, amounts.path("available_to_refund"));
    }

    private void sessionOrLink(Message message, JsonNode json) {
        boolean link = operation.answerType() == PaymentLink.class;
        id(message, link ? PurseConstants.PAYMENT_LINK_ID : PurseConstants.CLIENT_SESSION_ID, json.path("id"));
        text(message, PurseConstants.STATUS, json.path("status"));
        text(message, PurseConstants.ORDER_REFERENCE, json.path("order").path("reference"));
        JsonNode links = json.path("links");
        customerUrl(message, links.path(link ? "customer_url" : "hosted_page").path("href"));
        message.removeHeader(PurseConstants.PAYMENT_ID);
        id(message, PurseConstants.PAYMENT_ID, link ? authorizedPayment(json) : json.path("payment_id"));
    }

    /** The first authorised payment closes a link, so that there is one at most (section 8.5 of the API reference). */
    private static JsonNode authorizedPayment(JsonNode link) {
        for (JsonNode payment : link.path("payments")) {
            if (payment.path("authorization_status").asText().equals("AUTHORIZED")) {
                return payment.path("id");
            }
        }
        return MissingNode.getInstance();
    }

    private void customerUrl(Message message, JsonNode href) {
        if (href.isTextual() && !href.textValue().isBlank()) {
            message.setHeader(PurseConstants.CUSTOMER_URL, absolute(href.textValue()));
        }
    }

    /** Addresses may be relative: to the API where they begin with its version, else to its host (section 1). */
    private String absolute(String href) {
        if (href.startsWith(VERSIONED_PATH)) {
            return apiUrl + href;
        }
        if (href.startsWith("//")) {
            return URI.create(apiUrl).getScheme() + ":" + href;
        }
        return href.startsWith("/") ? URI.create(apiUrl).resolve("/") + href.substring(1) : href;
    }

    private static void id(Message message, String header, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            EarlierAnswer.leave(message, header, value.asText());
        }
    }

    private static void text(Message message, String header, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            message.setHeader(header, value.asText());
        }
    }

    private static void number(Message message, String header, JsonNode value) {
        if (value.canConvertToLong() && value.canConvertToExactIntegral()) {
            message.setHeader(header, value.longValue());
        } else if (value.isTextual() && value.textValue().matches("-?\\d{1,18}")) {
            message.setHeader(header, Long.valueOf(value.textValue()));
        }
    }
}
