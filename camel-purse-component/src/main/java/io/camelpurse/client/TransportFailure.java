package io.camelpurse.client;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestNotExecutedException;

/**
 * Describes a transport failure by the exception's class and in words of our own. The messages of HttpCore and of the
 * TLS provider quote what the peer sent, which may be card data or the token that it was sent.
 */
final class TransportFailure {

    private static final int MOST_CAUSES = 5;

    /** The more particular class first. */
    private static final Map<Class<? extends Exception>, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(ConnectionRequestTimeoutException.class, "no connection of the pool was free in time");
        WORDS.put(
                ConnectTimeoutException.class,
                "no connection was made within the connect timeout: check apiUrl, the firewall and the proxy");
        WORDS.put(UnknownHostException.class, "the host name cannot be resolved: check apiUrl and tokenUrl");
        WORDS.put(ConnectException.class, "no connection could be made: check host and port of apiUrl and tokenUrl");
        WORDS.put(NoRouteToHostException.class, "no connection could be made: check the network and the proxy");
        WORDS.put(
                CertificateExpiredException.class,
                "the certificate has expired, or the clock of this machine is wrong");
        WORDS.put(
                CertificateNotYetValidException.class,
                "the certificate is not valid yet, or the clock of this machine is wrong");
        WORDS.put(
                CertPathBuilderException.class,
                "this JVM does not trust the certificate, as where a proxy inspects TLS: set sslContextParameters of"
                        + " the HTTP component");
        WORDS.put(SSLHandshakeException.class, "the TLS handshake failed");
        WORDS.put(SSLPeerUnverifiedException.class, "the certificate is not one for this host");
        WORDS.put(SSLException.class, "the TLS connection failed");
        WORDS.put(SocketTimeoutException.class, "nothing arrived within the response timeout");
        WORDS.put(RequestNotExecutedException.class, "the request was not sent");
        WORDS.put(ConnectionClosedException.class, "the connection was closed before the response was complete");
        WORDS.put(SocketException.class, "the connection broke");
        WORDS.put(MalformedChunkCodingException.class, "the chunks of the response are malformed");
        WORDS.put(
                MessageConstraintException.class,
                "the head of the response is beyond the limits of line length and header count");
        WORDS.put(HttpException.class, "the response is not valid HTTP");
        WORDS.put(ZipException.class, "the response is not what its Content-Encoding says");
        WORDS.put(EOFException.class, "the response is not what its Content-Encoding says");
        WORDS.put(InterruptedIOException.class, "it was interrupted");
    }

    private TransportFailure() {}

    /** The class of the exception and of what caused it, and what that means. */
    static String describe(Exception failure) {
        if (failure instanceof MalformedResponseException) {
            return failure.getMessage();
        }
        String kind = kind(failure);
        if (failure instanceof UnusableResponseException) {
            return kind + ": " + failure.getMessage();
        }
        return words(failure).map(words -> kind + ": " + words).orElse(kind);
    }

    /** What is wrong with a certificate is a cause of the handshake's failure. */
    private static Optional<String> words(Exception failure) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
        return Stream.concat(
                        causes.stream().filter(CertificateException.class::isInstance),
                        Stream.concat(
                                causes.stream().filter(CertPathBuilderException.class::isInstance), Stream.of(failure)))
                .flatMap(cause -> WORDS.entrySet().stream()
                        .filter(words -> words.getKey().isInstance(cause))
                        .map(Map.Entry::getValue))
                .findFirst();
    }

    private static String kind(Throwable failure) {
        StringJoiner causes = new StringJoiner(", ", " (", ")").setEmptyValue("");
        Throwable cause = failure.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            causes.add(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return failure.getClass().getSimpleName() + causes;
    }
}
