package io.camelpurse.doctor;

import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * {@code webhookUrl} leads to a route that receives from {@code purse:webhook}: a request without the token is rejected
 * there with 401.
 */
final class WebhookCheck implements Check {

    private static final byte[] NOTHING = {'{', '}'};

    @Override
    public Finding examine(Examination examination) {
        Optional<String> configured = new ConfiguredUrls(examination.configuration()).webhook();
        if (configured.isEmpty()) {
            return Finding.skipped("webhookUrl is not set");
        }
        URI url = URI.create(configured.get());
        String place = url.getHost() + ":" + ConfiguredUrls.port(url) + SafeText.foreign(String.valueOf(url.getPath()));
        try {
            return finding(place, status(url, examination.connectTimeout()));
        } catch (SSLException e) {
            return Finding.failed(
                    place + " has no certificate that is trusted here",
                    "Install a certificate of a public CA for it: Purse would not send notifications either");
        } catch (IOException e) {
            return Finding.failed(
                    place + " cannot be reached from here: " + e.getClass().getSimpleName(),
                    "Check webhookUrl, its DNS name, the reverse proxy and the firewall, and repeat this outside your"
                            + " network");
        }
    }

    private static Finding finding(String place, int status) {
        String seen = place + " responded with status " + status + " to a request without the token";
        return switch (status) {
            case 401 -> Finding.ok(seen);
            case 403 ->
                Finding.warning(
                        seen,
                        "Right if webhookAllowedAddresses does not contain this machine; otherwise a proxy rejects"
                                + " requests");
            case 404, 405 ->
                Finding.failed(seen, "Let webhookUrl end with webhookPath, and the reverse proxy pass it on as it is");
            case 502, 503, 504 ->
                Finding.failed(seen, "Start the route that receives from purse:webhook, or connect the proxy to it");
            default ->
                status / 100 == 2
                        ? Finding.failed(seen, "Set webhookVerifyToken: anybody can send notifications")
                        : Finding.failed(seen, "Let webhookUrl lead to the route that receives from purse:webhook");
        };
    }

    private static int status(URI url, int timeout) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        try {
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(NOTHING);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
