package io.camelpurse.doctor;

import io.camelpurse.client.ConfiguredUrls;
import io.camelpurse.client.NetworkSettings;
import io.camelpurse.text.SafeText;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The certificate of the host is valid, trusted, and one for this host. */
final class TlsCheck implements Check {

    private static final Duration SOON = Duration.ofDays(14);
    private static final String INTERCEPTED = " If the issuer is a proxy that inspects TLS, add its certificate to the"
            + " trust store of the HTTP component (sslContextParameters)";

    @Override
    public Finding examine(Examination examination) {
        return examination.ofEachHost(url -> Examination.isEncrypted(url)
                ? new Host(examination.path(), examination.network(), url)
                        .examine(examination.time().instant())
                : Finding.skipped(url.getHost() + " is called without encryption (http:)"));
    }

    /** Records the certificates of a server, and accepts none. */
    private static final class Chain implements X509TrustManager {

        private List<X509Certificate> certificates = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            certificates = List.of(chain);
            throw new CertificateException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private record Host(NetworkPath path, NetworkSettings network, URI url) {

        Finding examine(Instant now) {
            List<X509Certificate> chain;
            try {
                chain = chain();
            } catch (Exception e) {
                return unencrypted(e);
            }
            if (chain.isEmpty()) {
                return unencrypted(null);
            }
            for (X509Certificate certificate : chain) {
                Instant until = certificate.getNotAfter().toInstant();
                if (now.isAfter(until)) {
                    return Finding.failed(
                            url.getHost() + " has a certificate that expired at " + until + ", issued by "
                                    + issuer(certificate),
                            "The host has to renew it, unless this machine's clock (" + now + ") is wrong."
                                    + INTERCEPTED);
                }
                if (now.isBefore(certificate.getNotBefore().toInstant())) {
                    return Finding.failed(
                            url.getHost() + " has a certificate that is valid only from "
                                    + certificate.getNotBefore().toInstant(),
                            "Synchronize the clock of this machine, which shows " + now);
                }
            }
            return trusted(chain.get(0), now);
        }

        private List<X509Certificate> chain() throws Exception {
            Chain seen = new Chain();
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {seen}, null);
            try {
                handshake(tls).invalidate();
            } catch (IOException rejected) {
                if (seen.certificates.isEmpty()) {
                    throw rejected;
                }
            }
            return seen.certificates;
        }

        private SSLSession handshake(SSLContext tls) throws Exception {
            try (Socket socket = path.open(url);
                    SSLSocket encrypted = (SSLSocket)
                            NetworkPath.encrypted(socket, Examination.host(url), ConfiguredUrls.port(url), tls)) {
                encrypted.startHandshake();
                return encrypted.getSession();
            }
        }

        private Finding trusted(X509Certificate certificate, Instant now) {
            SSLSession session;
            try {
                session = handshake(network.sslContext());
            } catch (IOException | GeneralSecurityException e) {
                return Finding.failed(
                        url.getHost() + " has a certificate that is not trusted here, issued by " + issuer(certificate)
                                + " (" + e.getClass().getSimpleName() + ")",
                        "Check that apiUrl names the right host." + INTERCEPTED);
            } catch (Exception e) {
                return Finding.failed(
                        "the TLS settings of the HTTP component cannot be used: "
                                + e.getClass().getSimpleName(),
                        "Correct sslContextParameters: the trust store, its password, its type");
            }
            if (!network.hostnameVerifier().verify(Examination.host(url), session)) {
                return Finding.failed(
                        "the certificate is not one for " + url.getHost(),
                        "Name the host in apiUrl as its certificate does, not by an alias or address");
            }
            Instant until = certificate.getNotAfter().toInstant();
            String seen = url.getHost() + ": " + session.getProtocol() + ", certificate valid until " + until
                    + ", issued by " + issuer(certificate);
            return until.isAfter(now.plus(SOON))
                    ? Finding.ok(seen)
                    : Finding.warning(seen, "The certificate expires soon: the host has to renew it");
        }

        /** No text of the exception, which may quote the server. */
        private Finding unencrypted(Exception failure) {
            return Finding.failed(
                    "no TLS connection with " + url.getHost() + ":" + ConfiguredUrls.port(url)
                            + (failure == null ? "" : ": " + failure.getClass().getSimpleName()),
                    "Check that the port speaks HTTPS, and that the TLS versions of both sides overlap");
        }

        private static String issuer(X509Certificate certificate) {
            return SafeText.quoted(
                    SafeText.foreign(certificate.getIssuerX500Principal().getName()));
        }
    }
}
