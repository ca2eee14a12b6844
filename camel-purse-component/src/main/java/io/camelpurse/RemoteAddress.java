package io.camelpurse;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.PluginHelper;

/** Where a call comes from, as far as the HTTP engine says. */
final class RemoteAddress {

    private static final String PLATFORM_HTTP = "CamelVertxPlatformHttpRemoteAddress";

    private RemoteAddress() {}

    /**
     * @param trustedHeader the header in which a proxy of ours writes the address, or {@code null} if there is none
     * @return a numeric address, or {@code null} if it is not known
     */
    static String of(Exchange http, String trustedHeader) {
        Message message = http.getMessage();
        if (trustedHeader != null) {
            // Several headers of that name are a list: nobody can tell which one our own proxy wrote.
            if (!(message.getHeader(trustedHeader) instanceof String forwarded)) {
                return null;
            }
            // The last one is what our own proxy saw; what stands before it, anybody can write.
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        Object socket = message.getHeader(PLATFORM_HTTP);
        if (socket != null) {
            return withoutPort(socket.toString());
        }
        // Jetty and servlet keep the request in the message, whose classes may be missing here.
        Object address = property(http, property(http, message, "request"), "remoteAddr");
        return address == null ? null : address.toString();
    }

    private static Object property(Exchange http, Object bean, String name) {
        return bean == null
                ? null
                : PluginHelper.getBeanIntrospection(http.getContext()).getOrElseProperty(bean, name, null, true);
    }

    private static String withoutPort(String socket) {
        int colon = socket.lastIndexOf(':');
        String host = colon < 0 ? socket : socket.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
