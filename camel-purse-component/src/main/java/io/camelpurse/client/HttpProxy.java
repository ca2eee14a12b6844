package io.camelpurse.client;

/**
 * An HTTP proxy between this machine and Purse.
 *
 * @param scheme   how it is spoken to
 * @param host     its name
 * @param port     its port
 * @param username {@code null} if it takes no credentials
 * @param password {@code null} if it takes no credentials
 */
public record HttpProxy(String scheme, String host, int port, String username, String password) {

    /**
     * Without the credentials.
     */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
