package io.camelpurse.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.sandbox.state.OperationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads faults and rules from the JSON of the control API. Wrong JSON is an {@link IllegalArgumentException} that says
 * why.
 */
final class FaultReader {
    private FaultReader() {}

    static FaultRule rule(JsonNode json) {
        return new FaultRule(
                json.path("operation").asText(ApiOperation.ANY),
                json.path("method").textValue(),
                json.path("path").textValue(),
                json.path("nth").asInt(1),
                json.path("count").asInt(0),
                json.path("probability").asDouble(1),
                json.path("seed").asLong(0),
                faults(json));
    }

    static List<Fault> faults(JsonNode json) {
        List<Fault> faults = new ArrayList<>();
        json.path("faults").forEach(fault -> faults.add(fault(fault)));
        if (json.has("fault")) {
            faults.add(fault(json.get("fault")));
        }
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("'fault' or 'faults' is required");
        }
        return faults;
    }

    static Fault fault(JsonNode json) {
        Fault fault = kind(json);
        if (json.has("after")) {
            fault = fault.after(duration(json, "after"));
        }
        if (json.path("after_commit").asBoolean()) {
            fault = fault.afterCommit();
        }
        for (var header : json.path("headers").properties()) {
            fault = fault.header(header.getKey(), header.getValue().asText());
        }
        return fault;
    }

    private static Fault kind(JsonNode json) {
        String kind = json.path("kind").asText();
        return switch (kind) {
            case "latency" -> Fault.latency(duration(json, "time"));
            case "status" -> status(json);
            case "response" ->
                Fault.response(
                        json.path("status").asInt(200),
                        json.path("content_type").asText("text/plain"),
                        json.path("body").asText());
            case "bad_gateway_page" -> Fault.badGatewayPage();
            case "reset_before" -> Fault.resetBefore();
            case "drop_response" -> Fault.dropResponse();
            case "truncated_body" -> Fault.truncatedBody();
            case "malformed_json" -> Fault.malformedJson();
            case "slow_body" -> Fault.slowBody(duration(json, "time"));
            case "slow_response" -> Fault.slowResponse(duration(json, "time"));
            case "running" -> Fault.running(duration(json, "time"));
            case "token_revoked" -> Fault.tokenRevoked();
            case "signing_keys_rotated" -> Fault.signingKeysRotated();
            case "pending" -> pending(json);
            case "failure" -> Fault.failure();
            case "conflict" -> Fault.conflict();
            case "uncertain" ->
                json.has("settles_after")
                        ? Fault.uncertainThen(settlesAs(json), duration(json, "settles_after"))
                        : Fault.uncertain();
            case "stale" -> Fault.stale();
            case "duplicated" -> Fault.duplicated();
            case "delayed" -> Fault.delayed(duration(json, "time"));
            case "dropped" -> Fault.dropped();
            case "reordered" -> Fault.reordered();
            default -> throw new IllegalArgumentException("Unknown kind of fault '" + kind + "'");
        };
    }

    private static Fault status(JsonNode json) {
        int status = json.path("status").asInt();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("'status' must be between 200 and 599");
        }
        String retryAfter = json.path("retry_after").asText();
        if (retryAfter.isEmpty()) {
            return Fault.status(status);
        }
        if (retryAfter.chars().allMatch(Character::isDigit)) {
            return Fault.status(status).header("Retry-After", retryAfter);
        }
        try {
            return Fault.status(status).retryAt(Instant.parse(retryAfter));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'retry_after' must be seconds or an instant, not '" + retryAfter + "'", e);
        }
    }

    private static Fault pending(JsonNode json) {
        if (json.path("until_read").asBoolean()) {
            return Fault.pendingUntilRead();
        }
        return json.has("settles_after")
                ? Fault.pendingThen(settlesAs(json), duration(json, "settles_after"))
                : Fault.pending();
    }

    private static OperationStatus settlesAs(JsonNode json) {
        return OperationStatus.valueOf(json.path("settles_as").asText("SUCCESS"));
    }

    private static Duration duration(JsonNode json, String name) {
        try {
            return Duration.parse(json.path(name).asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' must be an ISO-8601 duration such as PT2S", e);
        }
    }
}
