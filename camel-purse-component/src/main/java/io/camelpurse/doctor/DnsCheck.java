package io.camelpurse.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The name of the host, or of the proxy, has an address. */
final class DnsCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        return examination.ofEachHost(url -> resolve(examination, url));
    }

    private static Finding resolve(Examination examination, URI url) {
        String host = examination.path().next(url).getHostString();
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return Finding.ok(host + " is " + addresses);
        } catch (UnknownHostException e) {
            return Finding.failed(
                    host + " has no address",
                    "Correct the host in apiUrl, tokenUrl or proxyHost, or the name server of this machine");
        }
    }
}
