package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camelpurse.sandbox.Account;
import io.camelpurse.sandbox.PurseSandbox;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A Camel context whose purse component calls a server of the test. Starts with the first call. */
final class PurseContext implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;

    private PurseContext() {}

    static PurseContext calling(ScriptedServer server) {
        return calling(server.url());
    }

    static PurseContext calling(String url) {
        PurseContext purse = new PurseContext();
        PurseConfiguration configuration = purse.configuration();
        configuration.setApiUrl(url);
        configuration.setClientId("client");
        configuration.setClientSecret("client-secret");
        return purse;
    }

    static PurseContext calling(PurseSandbox sandbox) {
        PurseContext purse = new PurseContext();
        PurseConfiguration configuration = purse.configuration();
        configuration.setApiUrl(sandbox.apiUrl());
        use(configuration, sandbox.account());
        return purse;
    }

    static void use(PurseConfiguration configuration, Account account) {
        configuration.setClientId(account.clientId());
        configuration.setClientSecret(account.clientSecret());
        configuration.setApiKey(account.apiKey());
        configuration.setEntityId(account.entityId());
    }

    CamelContext context() {
        return context;
    }

    PurseComponent component() {
        return context.getComponent("purse", PurseComponent.class);
    }

    PurseConfiguration configuration() {
        return component().getConfiguration();
    }

    ProducerTemplate template() {
        if (template == null) {
            context.start();
            template = context.createProducerTemplate();
        }
        return template;
    }

    Exchange request(String uri) {
        return request(uri, null, Map.of());
    }

    Exchange request(String uri, Object body, Map<String, ?> headers) {
        return template().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    Exchange succeed(String uri) {
        return succeed(uri, null, Map.of());
    }

    Exchange succeed(String uri, Object body, Map<String, ?> headers) {
        Exchange exchange = request(uri, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    PurseException fail(String uri) {
        return assertThat(request(uri).getException())
                .asInstanceOf(type(PurseException.class))
                .actual();
    }

    /** Calls without a thread that waits. */
    CompletableFuture<Exchange> send(AsyncProducer producer, Map<String, ?> headers) {
        Exchange exchange = new DefaultExchange(context);
        headers.forEach(exchange.getMessage()::setHeader);
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, sync -> done.complete(exchange));
        return done;
    }

    AsyncProducer producer(String uri) throws Exception {
        template();
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        return producer;
    }

    @Override
    public void close() {
        context.stop();
    }
}
