package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Camel context whose purse component calls a sandbox of its own: the sandbox is emptied, the context made anew for every
 * test.
 */
final class PurseCalls implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** The entity of the samples of the API reference, so that they are requests for it. */
    static final String ENTITY = "5e3a0862-7cc3-4427-92ba-9e1e9595f571";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PurseSandboxExtension extension = new PurseSandboxExtension(
            builder -> builder.account(new Account(ENTITY, "client-1", "secret-1", "api-key-1")));
    private DefaultCamelContext context;
    private ProducerTemplate template;
    private long preparations;

    PurseSandbox sandbox() {
        return extension.sandbox();
    }

    DefaultCamelContext context() {
        return context;
    }

    PurseConfiguration configuration() {
        return context.getComponent("purse", PurseComponent.class).getConfiguration();
    }

    /** The call's outcome, good or bad. */
    Exchange call(String uri, Object body, Map<String, ?> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Message answer(String uri, Object body, Map<String, ?> headers) {
        Exchange exchange = call(uri, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    <T extends Throwable> T failure(Class<T> type, String uri, Object body, Map<String, ?> headers) {
        return assertThat(call(uri, body, headers).getException())
                .asInstanceOf(throwable(type))
                .actual();
    }

    /** A request that must never leave: what is said of it. */
    String refusal(String uri, Object body, Map<String, ?> headers) {
        PurseValidationException refused = failure(PurseValidationException.class, uri, body, headers);
        assertThat(requests()).as("requests that left").isEmpty();
        return refused.getMessage();
    }

    /** What was called so far only prepared the test. */
    void prepared() {
        preparations = sandbox().requests();
    }

    /** What arrived since the preparations, but for token requests. */
    List<RecordedRequest> requests() {
        return sandbox().journal().stream()
                .filter(request -> request.number() > preparations)
                .filter(request -> !"getAccessToken".equals(request.operation()))
                .toList();
    }

    /** The one request that arrived. */
    RecordedRequest request() {
        assertThat(requests()).hasSize(1);
        return requests().get(0);
    }

    /** The body of the one request that had one: a currency may have been read before. */
    JsonNode sent() {
        List<RecordedRequest> withBody = requests().stream()
                .filter(request -> request.body() != null && !request.body().isEmpty())
                .toList();
        assertThat(withBody).hasSize(1);
        return json(withBody.get(0).body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        extension.beforeAll(test);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        extension.beforeEach(test);
        preparations = 0;
        context = new DefaultCamelContext();
        context.disableJMX();
        configuration().setApiUrl(sandbox().apiUrl());
        configuration().setClientId(sandbox().account().clientId());
        configuration().setClientSecret(sandbox().account().clientSecret());
        context.start();
        template = context.createProducerTemplate();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context.stop();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        extension.afterAll(test);
    }
}
