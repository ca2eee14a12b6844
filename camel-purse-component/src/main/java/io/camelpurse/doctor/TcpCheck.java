package io.camelpurse.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection to the host, or to the proxy, can be made. */
final class TcpCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        return examination.ofEachHost(url -> connect(examination, url));
    }

    private static Finding connect(Examination examination, URI url) {
        InetSocketAddress next = examination.path().next(url);
        String place = next.getHostString() + ":" + next.getPort();
        try (Socket socket = examination.path().connect(url)) {
            return Finding.ok(
                    "connected to " + place + " (" + socket.getInetAddress().getHostAddress() + ")");
        } catch (SocketTimeoutException e) {
            return Finding.failed(
                    place + " did not accept a connection within connectTimeout",
                    "Allow this machine to connect to it, or set the proxy of this network on the HTTP component:"
                            + " camel.component.https.proxy-host and proxy-port");
        } catch (ConnectException e) {
            return Finding.failed(
                    place + " accepts no connection: nothing listens there, or a firewall rejects it",
                    "Correct host and port in apiUrl, tokenUrl or proxyHost, or open the firewall");
        } catch (IOException e) {
            return Finding.failed(
                    "no connection to " + place + ": " + e.getClass().getSimpleName(),
                    "Check the network between this machine and the host");
        }
    }
}
