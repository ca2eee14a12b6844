package io.camelpurse.ordertocash;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.w3c.dom.Document;

/**
 * The stylesheets, run as the routes run them: a document as Camel parses it, the route's variables as parameters. As
 * an extension of a test class it is closed behind its tests.
 */
final class Mapping implements AutoCloseable, AfterAllCallback {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    Mapping() {
        context.start();
        template = context.createProducerTemplate();
    }

    /** What the document says, or what is wrong with it. */
    JsonNode document(Object document) throws Exception {
        return json(transform("document.xsl", document, Map.of()));
    }

    /** The request for a payment link; the order has to be one that {@link #document} finds nothing wrong with. */
    JsonNode paymentLink(Object document) throws Exception {
        JsonNode facts = document(document);
        Map<String, Object> variables = Map.of(
                "order", facts.path("order").asText(),
                "currency", facts.path("currency").asText(),
                "amount", facts.path("amount").asText(),
                "shopperReturnUrl", "https://shop.example/paid/");
        return json(transform("payment-link.xsl", document, variables));
    }

    /** The acknowledgement of a document; its text is not read, so any will do. */
    String applicationResponse(Map<String, Object> outcome) throws Exception {
        return transform("application-response.xsl", "<any/>", Map.of("outcome", JSON.writeValueAsString(outcome)));
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    private String transform(String stylesheet, Object document, Map<String, Object> variables) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(document);
        exchange.getMessage().setBody(exchange.getMessage().getMandatoryBody(Document.class));
        variables.forEach(exchange::setVariable);
        template.send(
                "xslt:ubl/" + stylesheet + "?transformerFactoryClass=net.sf.saxon.TransformerFactoryImpl", exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody(String.class);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    @Override
    public void close() {
        context.stop();
    }
}
