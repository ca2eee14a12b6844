package io.camelpurse.doctor;

import io.camelpurse.PurseConstants;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.PurseOperation;
import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.model.JsonFields;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * A payment link that is created and cancelled again causes a notification, which arrives with the token. Only on
 * request, and only in a sandbox.
 */
final class WebhookTokenCheck implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long INTERVAL = 100;

    @Override
    public Finding examine(Examination examination) throws Exception {
        if (!examination.isRoundTripRequested()) {
            return Finding.skipped("not requested");
        }
        if (!isSandbox(examination.apiUrl())) {
            return Finding.skipped("apiUrl names no sandbox, and nothing is created in any other environment");
        }
        if (new ConfiguredUrls(examination.configuration()).webhook().isEmpty()) {
            return Finding.skipped("webhookUrl is not set");
        }
        List<PurseEndpoint> receivers = receivers(examination);
        if (receivers.isEmpty()) {
            return Finding.skipped("no route in this process receives from purse:webhook");
        }
        String tokensBefore = received(receivers);
        String rejectedBefore = rejected(receivers);
        String failure = createAndCancelLink(examination);
        if (failure != null) {
            return Finding.failed("no payment link could be created: " + failure, "See the checks above");
        }
        long begin = examination.time().nanoTime();
        while (examination.time().nanoTime() - begin < PATIENCE.toNanos()) {
            if (!received(receivers).equals(tokensBefore)) {
                return Finding.ok("a notification arrived with the token");
            }
            if (!rejected(receivers).equals(rejectedBefore)) {
                return Finding.failed(
                        "a notification arrived and was rejected: " + rejected(receivers),
                        "Let the reverse proxy pass on the header of webhookTokenHeader, and use one"
                                + " webhookVerifyToken in all routes");
            }
            examination.time().sleep(INTERVAL);
        }
        return Finding.failed(
                "no notification arrived within " + PATIENCE.toSeconds() + " s",
                "Check webhookUrl from outside your network, and webhookEventTypes");
    }

    /** Purse's pre-production, or the sandbox of this project on this machine. */
    private static boolean isSandbox(URI url) {
        return url.getHost().equalsIgnoreCase("api.purse-sandbox.com") || ConfiguredUrls.isLoopback(url);
    }

    private static List<PurseEndpoint> receivers(Examination examination) {
        return examination.context().getEndpoints().stream()
                .filter(PurseEndpoint.class::isInstance)
                .map(PurseEndpoint.class::cast)
                .filter(endpoint ->
                        endpoint.getOperation().receives() && endpoint.getComponent() == examination.component())
                .toList();
    }

    private static String received(List<PurseEndpoint> receivers) {
        return receivers.stream().map(PurseEndpoint::getWebhookLastReceived).collect(Collectors.joining());
    }

    private static String rejected(List<PurseEndpoint> receivers) {
        return receivers.stream().map(PurseEndpoint::getWebhooksRejected).collect(Collectors.joining());
    }

    /** @return why it failed, or {@code null} */
    private static String createAndCancelLink(Examination examination) throws Exception {
        String scheme = examination.scheme();
        try (ProducerTemplate template = examination.context().createProducerTemplate()) {
            Exchange created = send(
                    template,
                    scheme + ":" + PurseOperation.createPaymentLink,
                    examination.order().put(JsonFields.SHOPPER_REDIRECTION_URL, "https://purse-doctor.example/"),
                    Map.of());
            if (created.getException() != null) {
                return created.getException().getMessage();
            }
            String link = created.getMessage().getHeader(PurseConstants.PAYMENT_LINK_ID, String.class);
            send(
                    template,
                    scheme + ":" + PurseOperation.cancelPaymentLink,
                    "",
                    Map.of(PurseConstants.PAYMENT_LINK_ID, link));
            return null;
        }
    }

    private static Exchange send(ProducerTemplate template, String uri, Object body, Map<String, String> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }
}
