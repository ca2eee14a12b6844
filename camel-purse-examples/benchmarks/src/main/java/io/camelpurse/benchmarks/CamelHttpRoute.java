package io.camelpurse.benchmarks;

import static org.apache.camel.support.builder.ExpressionBuilder.headerExpression;

import io.camelpurse.IdempotencyKeys;
import io.camelpurse.PurseConstants;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.model.language.JsonPathExpression;

/**
 * What a team writes that has camel-http and no component: the same request from the same message, the same headers
 * from the response, and an error's problem in the exception. The token is given, and nothing is recovered.
 */
final class CamelHttpRoute extends RouteBuilder {

    /** Headers that {@code purse:capturePayment} sets, and where they are in the response. */
    private static final Map<String, String> HEADERS = headers();

    private final String apiUrl;
    private final String accessToken;

    CamelHttpRoute(String apiUrl, String accessToken) {
        this.apiUrl = apiUrl;
        this.accessToken = accessToken;
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PurseConstants.VERSION, "$.version");
        headers.put(PurseConstants.PAYMENT_ID, "$.id");
        headers.put(PurseConstants.CLIENT_SESSION_ID, "$.client_session_id");
        headers.put(PurseConstants.STATUS, "$.authorization.status");
        headers.put(PurseConstants.RESOURCE_ORDER_REFERENCE, "$.order_reference");
        headers.put(PurseConstants.RESOURCE_CURRENCY, "$.currency");
        headers.put(PurseConstants.TOTAL_AUTHORIZED, "$.amounts.total_authorized");
        headers.put(PurseConstants.TOTAL_CAPTURED, "$.amounts.total_captured");
        headers.put(PurseConstants.TOTAL_VOIDED, "$.amounts.total_voided");
        headers.put(PurseConstants.TOTAL_REFUNDED, "$.amounts.total_refunded");
        headers.put(PurseConstants.AVAILABLE_TO_CAPTURE, "$.amounts.available_to_capture");
        headers.put(PurseConstants.AVAILABLE_TO_VOID, "$.amounts.available_to_void");
        headers.put(PurseConstants.AVAILABLE_TO_REFUND, "$.amounts.available_to_refund");
        headers.put(PurseConstants.OPERATION_ID, "$.captures[0].id");
        headers.put(PurseConstants.OPERATION_STATUS, "$.captures[0].status");
        return headers;
    }

    @Override
    public void configure() {
        onException(HttpOperationFailedException.class).handled(false).process(CamelHttpRoute::explain);
        ProcessorDefinition<?> route = from(RouteContender.ENTRANCE)
                .process(this::prepare)
                .marshal()
                .json(JsonLibrary.Jackson)
                .toD(apiUrl + "/v2/payments/${header." + PurseConstants.PAYMENT_ID + "}/captures?httpMethod=POST")
                .unmarshal()
                .json(JsonLibrary.Jackson);
        HEADERS.forEach((header, path) -> {
            JsonPathExpression expression = new JsonPathExpression(path);
            expression.setSuppressExceptions("true");
            route.setHeader(header, expression);
        });
        // A route that only reads the headers: the body is the response's.
        route.setProperty("captured", headerExpression(PurseConstants.TOTAL_CAPTURED));
    }

    private void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        String payment = message.getHeader(PurseConstants.PAYMENT_ID, String.class);
        String reference = message.getHeader(PurseConstants.MERCHANT_REFERENCE, String.class);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("amount", message.getHeader(PurseConstants.AMOUNT, Long.class));
        body.put("merchant_reference", reference);
        message.setBody(body);
        message.setHeader("Authorization", "Bearer " + accessToken);
        message.setHeader("Content-Type", "application/json");
        message.setHeader("Accept", "application/json, application/problem+json");
        message.setHeader("x-idempotency-key", IdempotencyKeys.derive(payment, "capturePayment", reference));
    }

    private static void explain(Exchange exchange) {
        HttpOperationFailedException failure =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class);
        exchange.setException(new IllegalStateException(
                "status " + failure.getStatusCode() + ": " + failure.getResponseBody(), failure));
    }
}
