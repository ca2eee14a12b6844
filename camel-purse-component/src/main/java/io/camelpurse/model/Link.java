package io.camelpurse.model;

import java.util.Map;

/**
 * A link to a resource or to an action on it ({@code links}).
 *
 * @param href address: absolute, or relative to the host and starting with {@code /v2/}
 * @param method HTTP method
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Link(String href, String method, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Link {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    static String href(Link link) {
        return link == null ? null : link.href();
    }
}
