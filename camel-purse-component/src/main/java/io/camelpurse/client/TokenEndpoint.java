package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.Credentials;
import io.camelpurse.model.JsonFields;
import io.camelpurse.text.TokenMask;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** Fetches access tokens: the client-credentials grant of RFC 6749, section 4.4. */
final class TokenEndpoint {

    private static final Duration LIFETIME_IF_UNKNOWN = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
    private static final Duration LONGEST_REFRESH_LEAD = Duration.ofMinutes(5);
    private static final int REFRESH_LEAD_SHARE = 5;
    private static final int LONGEST_NUMBER = 40;
    private static final String BEARER = "Bearer";

    /** Without HttpClient's charset=ISO-8859-1: whoever heeds it reads a secret with an umlaut wrong. */
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final URI uri;
    private final boolean credentialsInBody;
    private final String scope;
    private final Supplier<Credentials> credentials;
    private final Transport transport;
    private final String userAgent;
    private final TimeSource time;
    private final Duration timeout;

    TokenEndpoint(
            URI uri,
            boolean credentialsInBody,
            String scope,
            Supplier<Credentials> credentials,
            Transport transport,
            String userAgent,
            TimeSource time,
            Duration timeout) {
        this.uri = uri;
        this.credentialsInBody = credentialsInBody;
        this.scope = scope;
        this.credentials = credentials;
        this.transport = transport;
        this.userAgent = userAgent;
        this.time = time;
        this.timeout = timeout;
    }

    CompletableFuture<CachedAccessToken> fetch() {
        Instant askedAt = time.instant();
        Credentials current;
        try {
            current = AccountSettings.current(credentials);
        } catch (CallFailedException noCredentials) {
            return CompletableFuture.failedFuture(noCredentials);
        }
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        List<Header> headers = new ArrayList<>();
        headers.add(new BasicHeader(HttpHeaders.ACCEPT, "application/json"));
        headers.add(new BasicHeader(HttpHeaders.USER_AGENT, userAgent));
        if (current.apiKey() != null) {
            headers.add(new MaskedHeader(AuthorizedSender.API_KEY_HEADER, current.apiKey()));
        }
        if (credentialsInBody) {
            form.append("&client_id=").append(encode(current.clientId()));
            form.append("&client_secret=").append(encode(current.clientSecret()));
        } else {
            headers.add(new MaskedHeader(HttpHeaders.AUTHORIZATION, basic(current)));
        }
        if (scope != null) {
            form.append("&scope=").append(encode(scope));
        }
        byte[] body = form.toString().getBytes(StandardCharsets.US_ASCII);
        return transport
                .send(new TransportRequest("POST", uri, headers, body, FORM), Deadline.in(timeout, time))
                .thenCompose(response -> response.head().getCode() / 100 == 2
                        ? read(response, askedAt)
                        : CompletableFuture.failedFuture(
                                ErrorResponses.failure(response, secrets(headers, current), time)));
    }

    private CompletableFuture<CachedAccessToken> read(RawResponse response, Instant askedAt) {
        int status = response.head().getCode();
        JsonNode json;
        try {
            json = Json.mapper().readTree(response.body());
        } catch (IOException notJson) {
            return CompletableFuture.failedFuture(
                    CallFailedException.unreadable(status, "the response of " + uri + " is not JSON"));
        }
        String value = json.path(JsonFields.ACCESS_TOKEN).textValue();
        if (value == null || !TOKEN.matcher(value).matches()) {
            return CompletableFuture.failedFuture(
                    CallFailedException.unreadable(status, "the response of " + uri + " has no usable access_token"));
        }
        JsonNode type = json.path(JsonFields.TOKEN_TYPE);
        if (!type.isMissingNode() && !type.isNull() && !BEARER.equalsIgnoreCase(type.asText())) {
            return CompletableFuture.failedFuture(CallFailedException.unreadable(
                    status, "the response of " + uri + " has a token_type other than Bearer"));
        }
        Duration lifetime = lifetime(json.path(JsonFields.EXPIRES_IN));
        Duration lead = lifetime.dividedBy(REFRESH_LEAD_SHARE);
        if (lead.compareTo(LONGEST_REFRESH_LEAD) > 0) {
            lead = LONGEST_REFRESH_LEAD;
        }
        Instant expiresAt = askedAt.plus(lifetime);
        return CompletableFuture.completedFuture(new CachedAccessToken(value, expiresAt.minus(lead), expiresAt));
    }

    /** Seconds, as number or text; what is no positive number says nothing about the token. */
    private static Duration lifetime(JsonNode expiresIn) {
        String text = expiresIn.asText().strip();
        if (text.length() > LONGEST_NUMBER) {
            return LIFETIME_IF_UNKNOWN;
        }
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() <= 0) {
                return LIFETIME_IF_UNKNOWN;
            }
            return Duration.ofSeconds(seconds.min(BigDecimal.valueOf(LONGEST_LIFETIME.toSeconds()))
                    .longValue());
        } catch (NumberFormatException notANumber) {
            return LIFETIME_IF_UNKNOWN;
        }
    }

    private static List<String> secrets(List<Header> headers, Credentials credentials) {
        List<String> secrets = new ArrayList<>(MaskedHeader.secrets(headers));
        secrets.addAll(List.of(credentials.clientSecret(), encode(credentials.clientSecret())));
        if (credentials.clientId().length() >= TokenMask.SHORTEST) {
            secrets.add(credentials.clientId());
            secrets.add(encode(credentials.clientId()));
        }
        return secrets;
    }

    /** Id and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
    private static String basic(Credentials credentials) {
        String pair = encode(credentials.clientId()) + ':' + encode(credentials.clientSecret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
