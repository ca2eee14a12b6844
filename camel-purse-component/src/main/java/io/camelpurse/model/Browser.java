package io.camelpurse.model;

import java.util.Map;

/**
 * The shopper's browser, which 3-D Secure requires ({@code browser}). It is personal data: the text form shows
 * none of it.
 *
 * @param userAgent value of the {@code User-Agent} header
 * @param referrer page that the shopper came from
 * @param acceptHeader value of the {@code Accept} header
 * @param colorDepth bits per pixel
 * @param javaEnabled whether it runs Java
 * @param javascriptEnabled whether it runs JavaScript
 * @param locale language tag
 * @param screenHeight height in pixels
 * @param screenWidth width in pixels
 * @param utcTimeZone offset from UTC in minutes
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record Browser(
        String userAgent,
        String referrer,
        String acceptHeader,
        @WholeNumber Long colorDepth,
        Boolean javaEnabled,
        Boolean javascriptEnabled,
        String locale,
        @WholeNumber Long screenHeight,
        @WholeNumber Long screenWidth,
        @WholeNumber Long utcTimeZone,
        @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public Browser {
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }

    @Override
    public String toString() {
        return "Browser[***]";
    }
}
