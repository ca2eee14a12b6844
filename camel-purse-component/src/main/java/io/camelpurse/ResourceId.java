package io.camelpurse;

import io.camelpurse.client.CanonicalId;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/**
 * The ids that paths are made of: which header and which option hold them, and what may be one. They reach the path
 * unescaped, so that nothing else may.
 */
enum ResourceId {
    PAYMENT("paymentId", PurseConstants.PAYMENT_ID, PurseEndpoint::getPaymentId),
    CLIENT_SESSION("clientSessionId", PurseConstants.CLIENT_SESSION_ID, PurseEndpoint::getClientSessionId),
    PAYMENT_LINK("paymentLinkId", PurseConstants.PAYMENT_LINK_ID, PurseEndpoint::getPaymentLinkId);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final String option;
    private final String header;
    private final Function<PurseEndpoint, String> configured;

    ResourceId(String option, String header, Function<PurseEndpoint, String> configured) {
        this.option = option;
        this.header = header;
        this.configured = configured;
    }

    /** What it is the id of, for messages. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String header() {
        return header;
    }

    /** Whether a path may be made of it. */
    static boolean isOne(String id) {
        return ID.matcher(id).matches();
    }

    /** The id in the endpoint URI, or {@code null}. */
    String of(PurseEndpoint endpoint) {
        return configured.apply(endpoint);
    }

    /**
     * The endpoint's id, since whoever writes one into a URI means it, else the header's.
     *
     * @param endpointId the id in the endpoint URI, or {@code null}
     * @return in the one form in which ids are sent and made part of keys
     */
    String of(Message message, String endpointId) throws PurseValidationException {
        boolean ofEndpoint = endpointId != null;
        if (ofEndpoint) {
            checkOption(option, header, endpointId);
        }
        String source = ofEndpoint ? "The option " + option : "The header " + header;
        String id = ofEndpoint ? endpointId : TextValue.of(source, message.getHeader(header));
        if (id == null) {
            throw new PurseValidationException(
                    option + " is missing: set the header " + header + " or the option " + option);
        }
        requireOne(source, id);
        return CanonicalId.of(id);
    }

    /**
     * Refuses an endpoint whose URI holds what is no id.
     *
     * @throws PurseValidationException as where a message holds such a value
     */
    static void checkOptions(PurseEndpoint endpoint) throws PurseValidationException {
        for (ResourceId id : values()) {
            checkOption(id.option, id.header, id.of(endpoint));
        }
        checkOption(
                "redirectionExpectedClientSessionId",
                PurseConstants.EXPECTED_CLIENT_SESSION_ID,
                endpoint.getRedirectionExpectedClientSessionId());
    }

    private static void checkOption(String option, String header, String id) throws PurseValidationException {
        if (id == null) {
            return;
        }
        if (id.isBlank()) {
            throw new PurseValidationException("The option " + option
                    + " is empty, so that it names nothing: leave it out where the header " + header + " has the id");
        }
        requireOne("The option " + option, id);
    }

    private static void requireOne(String source, String id) throws PurseValidationException {
        if (!isOne(id)) {
            throw new PurseValidationException(source + " holds " + Quoted.of(id)
                    + ", which is no id: only letters, digits, '-' and '_' are, 100 at most");
        }
    }
}
