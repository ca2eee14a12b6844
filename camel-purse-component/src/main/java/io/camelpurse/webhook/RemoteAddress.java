package io.camelpurse.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.PluginHelper;

/** The address of the sender of a request, as the HTTP engine or a proxy reports it. */
final class RemoteAddress {

    private static final String PLATFORM_HTTP = "CamelVertxPlatformHttpRemoteAddress";

    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+)](:\\d{1,5})?");
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");

    private RemoteAddress() {}

    /**
     * @param trustedHeader header in which our own proxy reports the address, or {@code null} if there is none
     * @return a numeric address, or {@code null} if it is not known
     */
    static String of(Exchange http, String trustedHeader) {
        Message message = http.getMessage();
        if (trustedHeader != null) {
            // If the header is repeated, the one that our own proxy set cannot be identified.
            if (!(RequestHeader.of(message, trustedHeader) instanceof String forwarded)) {
                return null;
            }
            // Our own proxy appends the last entry; anybody can forge the ones before it.
            return bare(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
        }
        Object socket = message.getHeader(PLATFORM_HTTP);
        if (socket != null) {
            return withoutPort(socket.toString());
        }
        // Jetty and servlet keep the request in the message. Its classes may be missing here, hence no cast.
        Object address = property(http, property(http, message, "request"), "remoteAddr");
        return address == null ? null : bare(address.toString());
    }

    private static Object property(Exchange http, Object bean, String name) {
        return bean == null
                ? null
                : PluginHelper.getBeanIntrospection(http.getContext()).getOrElseProperty(bean, name, null, true);
    }

    /** Removes the quotes, brackets and port with which proxies write addresses. */
    private static String bare(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String address = quoted ? text.substring(1, text.length() - 1) : text;
        Matcher bracketed = BRACKETED.matcher(address);
        if (bracketed.matches()) {
            return bracketed.group(1);
        }
        Matcher ipv4 = IPV4_WITH_PORT.matcher(address);
        return ipv4.matches() ? ipv4.group(1) : address;
    }

    private static String withoutPort(String socket) {
        int colon = socket.lastIndexOf(':');
        String host = colon < 0 ? socket : socket.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
