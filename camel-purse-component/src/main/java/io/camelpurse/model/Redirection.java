package io.camelpurse.model;

import java.util.Map;

/**
 * Where the shopper must be redirected to complete a payment ({@code redirection}). Whoever has the URL or the form can
 * continue the payment: the text form hides them.
 *
 * @param href address
 * @param method HTTP method
 * @param mediaType media type of the body
 * @param body what is posted, text or object as it came
 * @param form the form as HTML
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Redirection(
        String href,
        String method,
        String mediaType,
        Object body,
        Object form,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Redirection {
        body = UnmodifiableCopy.value(body);
        form = UnmodifiableCopy.value(form);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Redirection[method=" + method + ", mediaType=" + mediaType + "]";
    }
}
