package io.camelpurse;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/**
 * The ids that paths are made of: which header and which option hold them, and what may be one. They reach the path
 * unescaped, so that nothing else may.
 */
enum ResourceId {
    PAYMENT("paymentId", PurseConstants.PAYMENT_ID, PurseConfiguration::getPaymentId),
    CLIENT_SESSION("clientSessionId", PurseConstants.CLIENT_SESSION_ID, PurseConfiguration::getClientSessionId),
    PAYMENT_LINK("paymentLinkId", PurseConstants.PAYMENT_LINK_ID, PurseConfiguration::getPaymentLinkId);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final String option;
    private final String header;
    private final Function<PurseConfiguration, String> configured;

    ResourceId(String option, String header, Function<PurseConfiguration, String> configured) {
        this.option = option;
        this.header = header;
        this.configured = configured;
    }

    String header() {
        return header;
    }

    /** Whether a path may be made of it. */
    static boolean isOne(String id) {
        return ID.matcher(id).matches();
    }

    /** The header's id, if the route put it there, else the option's, else the one that an earlier answer left. */
    String of(Message message, PurseConfiguration configuration) throws PurseInvalidRequestException {
        String id = EarlierAnswer.routesWord(message, header);
        String source = "the header " + header;
        if (id == null) {
            id = configured.apply(configuration);
            source = "the option " + option;
        }
        if (id == null || id.isBlank()) {
            id = message.getHeader(header, String.class);
            source = "the header " + header;
        }
        if (id == null || id.isBlank()) {
            throw new PurseInvalidRequestException(
                    option + " is missing: set the header " + header + " or the option " + option);
        }
        if (!isOne(id)) {
            throw new PurseInvalidRequestException(source + " holds " + Quoted.of(id)
                    + ", which is no id: only letters, digits, '-' and '_' are, 100 at most");
        }
        return id;
    }
}
