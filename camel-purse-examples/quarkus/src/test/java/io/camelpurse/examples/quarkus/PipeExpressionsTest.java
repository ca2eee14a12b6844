package io.camelpurse.examples.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The operator of Camel K makes properties of a Pipe, and Quarkus expands properties. */
class PipeExpressionsTest {

    private static final Path PIPE = Path.of("../camel-k/capture-invoices.pipe.yaml");

    @Test
    void theExpressionsOfThePipeAreNotExpanded() throws IOException {
        Properties sink = new Properties();
        sink.load(Files.newBufferedReader(PIPE));
        for (String name : new String[] {"paymentId", "amount", "merchantReference"}) {
            String expression = sink.getProperty(name);
            assertTrue(expression.startsWith("RAW($simple{jsonpath($."), expression);
            assertEquals(expression, expanded(expression));
        }
    }

    @Test
    void anExpressionWithADollarAloneWouldBeExpanded() {
        assertTrue(!expanded("RAW(${jsonpath($.total):none})").contains("jsonpath"));
    }

    private static String expanded(String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(Map.of("amount", value), "pipe", 100))
                .build();
        return config.getValue("amount", String.class);
    }
}
