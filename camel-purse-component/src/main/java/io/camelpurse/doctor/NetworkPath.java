package io.camelpurse.doctor;

import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.client.HttpProxy;
import io.camelpurse.client.NetworkSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The way from this machine to a host: to the host itself, or through the proxy that is configured. */
final class NetworkPath {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int OK = 200;

    /** The proxy did not let the connection pass. */
    static final class RejectedByProxyException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RejectedByProxyException(int status) {
            this.status = status;
        }

        /** The HTTP status code, or 0 if the response is not HTTP. */
        int status() {
            return status;
        }
    }

    private final NetworkSettings network;
    private final int timeout;

    /** @param timeout of each step */
    NetworkPath(NetworkSettings network, Duration timeout) {
        this.network = network;
        this.timeout = (int) timeout.toMillis();
    }

    Optional<HttpProxy> proxy(URI target) {
        return network.proxy(target);
    }

    /** The next host on the way. */
    InetSocketAddress next(URI target) {
        return proxy(target)
                .map(proxy -> InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))
                .orElseGet(() ->
                        InetSocketAddress.createUnresolved(Examination.host(target), ConfiguredUrls.port(target)));
    }

    /** A connection to the next host on the way. */
    Socket connect(URI target) throws IOException {
        InetSocketAddress next = next(target);
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(timeout);
            socket.connect(new InetSocketAddress(next.getHostString(), next.getPort()), timeout);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection to the target, in a tunnel if there is a proxy. */
    Socket open(URI target) throws Exception {
        Socket socket = connect(target);
        try {
            Optional<HttpProxy> proxy = proxy(target);
            return proxy.isPresent() ? tunnel(socket, target, proxy.get()) : socket;
        } catch (Exception e) {
            socket.close();
            throw e;
        }
    }

    /** Encrypts a connection. Closing it closes the connection below. */
    static Socket encrypted(Socket socket, String host, int port, SSLContext tls) throws IOException {
        return tls.getSocketFactory().createSocket(socket, host, port, true);
    }

    private Socket tunnel(Socket connected, URI target, HttpProxy proxy) throws Exception {
        Socket socket = "https".equalsIgnoreCase(proxy.scheme())
                ? encrypted(connected, proxy.host(), proxy.port(), network.sslContext())
                : connected;
        String authority = target.getHost() + ":" + ConfiguredUrls.port(target);
        StringBuilder request = new StringBuilder("CONNECT ").append(authority).append(" HTTP/1.1\r\nHost: ");
        request.append(authority).append("\r\n");
        if (proxy.username() != null) {
            String pair = proxy.username() + ":" + proxy.password();
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        int status = status(socket.getInputStream());
        if (status != OK) {
            throw new RejectedByProxyException(status);
        }
        return socket;
    }

    private static int status(InputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        int next;
        while (head.indexOf(END_OF_HEAD) < 0 && head.length() < LONGEST_HEAD && (next = input.read()) >= 0) {
            head.append((char) next);
        }
        Matcher line = STATUS_LINE.matcher(head);
        return line.matches() ? Integer.parseInt(line.group(1)) : 0;
    }
}
