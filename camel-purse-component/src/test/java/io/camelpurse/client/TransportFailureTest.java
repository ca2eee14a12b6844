package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TransportFailureTest {

    @Test
    void whatIsWrongWithACertificateIsSaid() {
        assertThat(handshake(new CertificateExpiredException("NotAfter")))
                .endsWith(": the certificate has expired, or the clock of this machine is wrong");
        assertThat(handshake(new CertificateNotYetValidException("NotBefore")))
                .endsWith(": the certificate is not valid yet, or the clock of this machine is wrong");
        assertThat(handshake(new CertPathBuilderException("unable to find valid certification path")))
                .endsWith(": this JVM does not trust the certificate, as where a proxy inspects TLS: set"
                        + " sslContextParameters of the HTTP component");
    }

    @Test
    void anotherFailureOfTheHandshakeIsOne() {
        assertThat(TransportFailure.describe(new SSLHandshakeException("no cipher suites in common")))
                .isEqualTo("SSLHandshakeException: the TLS handshake failed");
    }

    /** As the JDK nests them. */
    private static String handshake(Exception cause) {
        Exception path = new CertPathValidatorException("validity check failed", cause);
        Exception validation = new CertificateException("PKIX path validation failed", path);
        SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
        failure.initCause(validation);
        return TransportFailure.describe(failure);
    }
}
