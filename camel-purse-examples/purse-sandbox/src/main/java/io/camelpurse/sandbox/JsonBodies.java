package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelpurse.sandbox.state.Problem;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.regex.Pattern;

/** Reads the body of a request as a JSON object; no body is an empty object. */
final class JsonBodies {
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/([^;\\s]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private JsonBodies() {}

    static ObjectNode read(String contentType, Buffer body) {
        if (body.length() == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (contentType == null || !JSON_TYPE.matcher(contentType).matches()) {
            throw Problem.of(415, "unsupported-media-type", "Unsupported Media Type", "The body must be JSON");
        }
        try {
            if (RunningSandbox.JSON.readTree(body.getBytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw malformed("The body is not JSON: " + e.getOriginalMessage() + " at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can always be read", e);
        }
        throw malformed("The body must be a JSON object");
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed-json", "Bad request", detail);
    }
}
