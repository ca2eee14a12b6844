package io.camelpurse.sandbox;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Masks credentials in the recorded requests. */
final class Masks {
    private static final Pattern SECRET_NAME =
            Pattern.compile("authorization|cookie|.*(key|secret|token|password|signature).*");
    private static final Pattern FORM_SECRET = Pattern.compile("((?:client_secret|password|assertion)=)[^&]*");

    private Masks() {}

    static Map<String, String> headers(MultiMap headers) {
        Map<String, String> masked = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            masked.merge(lower, header(lower, value), (first, second) -> first + ", " + second);
        });
        return masked;
    }

    static String header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("x-idempotency-key") || !SECRET_NAME.matcher(lower).matches()) {
            return value;
        }
        int space = value.indexOf(' ');
        return lower.equals("authorization") && space > 0 ? value.substring(0, space) + " ***" : "***";
    }

    static String form(String body) {
        return FORM_SECRET.matcher(body).replaceAll("$1***");
    }
}
