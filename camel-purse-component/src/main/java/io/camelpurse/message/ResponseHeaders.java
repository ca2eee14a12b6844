package io.camelpurse.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.client.MoneyResponse;
import io.camelpurse.client.PurseResponse;
import io.camelpurse.client.ResponseAmount;
import io.camelpurse.client.ReversalResponse;
import io.camelpurse.model.AuthorizationStatus;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.SafeText;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/**
 * Sets what routes branch on as headers, so that no route has to parse the response. Headers of earlier responses are
 * removed before; the ids, which the next call takes, are set where the response names them.
 */
public final class ResponseHeaders {

    private static final List<String> RESULTS = List.of(
            PurseConstants.HTTP_RESPONSE_CODE,
            PurseConstants.RESOURCE_CURRENCY,
            PurseConstants.IDEMPOTENCY_KEY_USED,
            PurseConstants.STATUS,
            PurseConstants.VERSION,
            PurseConstants.RESOURCE_ORDER_REFERENCE,
            PurseConstants.OPERATION_ID,
            PurseConstants.OPERATION_STATUS,
            PurseConstants.TOTAL_AUTHORIZED,
            PurseConstants.TOTAL_CAPTURED,
            PurseConstants.TOTAL_VOIDED,
            PurseConstants.TOTAL_REFUNDED,
            PurseConstants.AVAILABLE_TO_CAPTURE,
            PurseConstants.AVAILABLE_TO_VOID,
            PurseConstants.AVAILABLE_TO_REFUND,
            PurseConstants.SHOPPER_URL,
            PurseConstants.ATTEMPTS,
            PurseConstants.DUPLICATE,
            PurseConstants.CLIENT_SESSION_STATUS);

    private static final Pattern NOT_OF_ONE_LINE = Pattern.compile(SafeText.UNPRINTABLE);

    private static final String VERSIONED_PATH = "/v2/";

    private final PurseOperation operation;
    private final String apiUrl;

    public ResponseHeaders(PurseOperation operation, String apiUrl) {
        this.operation = operation;
        this.apiUrl = ConfiguredUrls.withoutTrailingSlash(apiUrl);
    }

    /**
     * Removes what an earlier response set, so that a call that fails does not seem to have succeeded. With it go the
     * ids that the response will set and the call does not take: otherwise the call after a failed one, or after one
     * whose response has no payment, would be about an earlier payment.
     */
    public static void clear(Message message, PurseOperation operation) {
        RESULTS.forEach(message::removeHeader);
        operation.responseIds().stream()
                .filter(id -> operation.resourceId().filter(id::equals).isEmpty())
                .forEach(id -> message.removeHeader(id.header()));
    }

    public void set(Message message, PurseResponse response) {
        message.setHeader(PurseConstants.HTTP_RESPONSE_CODE, response.status());
        message.setHeader(PurseConstants.ATTEMPTS, response.attempts());
        JsonNode json = response.json();
        if (json.isObject()) {
            setResource(message, json);
        }
    }

    public void setResource(Message message, JsonNode json) {
        number(message, PurseConstants.VERSION, json.path(JsonFields.VERSION));
        operation.responseResource().ifPresent(resource -> {
            text(message, resource.header(), json.path(JsonFields.ID));
            switch (resource) {
                case PAYMENT -> payment(message, json);
                case CLIENT_SESSION -> clientSession(message, json);
                case PAYMENT_LINK -> paymentLink(message, json);
            }
        });
        text(message, PurseConstants.RESOURCE_CURRENCY, json.path(JsonFields.CURRENCY));
    }

    public void set(Message message, MoneyResponse response) {
        message.setHeader(PurseConstants.ATTEMPTS, response.attempts());
        message.setHeader(PurseConstants.DUPLICATE, response.duplicate());
        text(message, PurseConstants.OPERATION_ID, response.operation().path(JsonFields.ID));
        text(message, PurseConstants.OPERATION_STATUS, response.operation().path(JsonFields.STATUS));
    }

    public void set(Message message, ReversalResponse response) {
        message.setHeader(PurseConstants.ATTEMPTS, response.attempts());
        message.setHeader(PurseConstants.DUPLICATE, response.duplicate());
    }

    /** What a shopper brings back, in the place of a response. */
    public static void redirection(Message message, JsonNode claims) {
        text(message, PurseConstants.PAYMENT_ID, claims.path(JsonFields.PAYMENT_ID));
        text(message, PurseConstants.CLIENT_SESSION_ID, claims.path(JsonFields.CLIENT_SESSION_ID));
        text(message, PurseConstants.STATUS, claims.path(JsonFields.AUTHORIZATION_STATUS));
        text(message, PurseConstants.CLIENT_SESSION_STATUS, claims.path(JsonFields.CLIENT_SESSION_STATUS));
    }

    private void payment(Message message, JsonNode payment) {
        text(message, PurseConstants.CLIENT_SESSION_ID, payment.path(JsonFields.CLIENT_SESSION_ID));
        text(
                message,
                PurseConstants.STATUS,
                payment.path(JsonFields.AUTHORIZATION).path(JsonFields.STATUS));
        text(message, PurseConstants.RESOURCE_ORDER_REFERENCE, payment.path(JsonFields.ORDER_REFERENCE));
        shopperUrl(message, payment.path("redirection").path("href"));
        JsonNode amounts = payment.path(JsonFields.AMOUNTS);
        number(message, PurseConstants.TOTAL_AUTHORIZED, amounts.path(JsonFields.TOTAL_AUTHORIZED));
        number(message, PurseConstants.TOTAL_CAPTURED, amounts.path(JsonFields.TOTAL_CAPTURED));
        number(message, PurseConstants.TOTAL_VOIDED, amounts.path("total_voided"));
        number(message, PurseConstants.TOTAL_REFUNDED, amounts.path("total_refunded"));
        number(message, PurseConstants.AVAILABLE_TO_CAPTURE, amounts.path(JsonFields.AVAILABLE_TO_CAPTURE));
        number(message, PurseConstants.AVAILABLE_TO_VOID, amounts.path(JsonFields.AVAILABLE_TO_VOID));
        number(message, PurseConstants.AVAILABLE_TO_REFUND, amounts.path(JsonFields.AVAILABLE_TO_REFUND));
    }

    private void clientSession(Message message, JsonNode session) {
        statusAndOrder(message, session);
        shopperUrl(message, session.path(JsonFields.LINKS).path("hosted_page").path("href"));
        text(message, PurseConstants.PAYMENT_ID, session.path(JsonFields.PAYMENT_ID));
    }

    private void paymentLink(Message message, JsonNode link) {
        statusAndOrder(message, link);
        shopperUrl(
                message,
                link.path(JsonFields.LINKS).path(JsonFields.CUSTOMER_URL).path("href"));
        text(message, PurseConstants.PAYMENT_ID, authorizedPayment(link));
    }

    private static void statusAndOrder(Message message, JsonNode json) {
        text(message, PurseConstants.STATUS, json.path(JsonFields.STATUS));
        text(
                message,
                PurseConstants.RESOURCE_ORDER_REFERENCE,
                json.path(JsonFields.ORDER).path(JsonFields.REFERENCE));
    }

    /** The first authorized payment closes a link, so that there is one at most. */
    private static JsonNode authorizedPayment(JsonNode link) {
        for (JsonNode payment : link.path(JsonFields.PAYMENTS)) {
            if (payment.path(JsonFields.AUTHORIZATION_STATUS).asText().equals(AuthorizationStatus.AUTHORIZED)) {
                return payment.path(JsonFields.ID);
            }
        }
        return MissingNode.getInstance();
    }

    private void shopperUrl(Message message, JsonNode href) {
        if (href.isTextual() && !href.textValue().isBlank()) {
            text(message, PurseConstants.SHOPPER_URL, absolute(href.textValue()));
        }
    }

    /** Addresses may be relative: to the API where they begin with its version, else to its host. */
    private String absolute(String href) {
        if (href.startsWith(VERSIONED_PATH)) {
            return apiUrl + href;
        }
        if (href.startsWith("//")) {
            return URI.create(apiUrl).getScheme() + ":" + href;
        }
        return href.startsWith("/") ? URI.create(apiUrl).resolve("/") + href.substring(1) : href;
    }

    private static void text(Message message, String header, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            text(message, header, value.asText());
        }
    }

    /** On one line: routes log headers, and what a line break begins would appear as a line of their own. */
    public static void text(Message message, String header, String value) {
        message.setHeader(
                header,
                isPrintableAscii(value) ? value : NOT_OF_ONE_LINE.matcher(value).replaceAll(" "));
    }

    /** Nearly every value is, and then nothing in it has to be replaced. */
    private static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static void number(Message message, String header, JsonNode value) {
        ResponseAmount.of(value).ifPresent(number -> message.setHeader(header, number));
    }
}
