package io.camelpurse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How the component introduces itself: name and version, which the build writes into a resource. */
final class UserAgent {

    static final String VALUE = "camel-purse/" + version();

    private UserAgent() {}

    private static String version() {
        Properties properties = new Properties();
        try (InputStream resource = UserAgent.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from the component's jar", e);
        }
        return properties.getProperty("version");
    }
}
