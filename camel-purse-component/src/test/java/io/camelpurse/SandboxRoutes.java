package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import io.camelpurse.sandbox.RecordedRequest;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Camel context whose purse component talks to a sandbox, over sockets. */
abstract class SandboxRoutes {

    /** One for each test, since a static one would be closed after the first of the subclasses. */
    @RegisterExtension
    final PurseSandboxExtension purse = new PurseSandboxExtension();

    final PurseSandbox sandbox = purse.sandbox();
    CamelContext context;
    ProducerTemplate template;

    @BeforeEach
    void startContext() {
        context = new DefaultCamelContext();
        connect(context, sandbox);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    static PurseConfiguration connect(CamelContext context, PurseSandbox sandbox) {
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(sandbox.apiUrl());
        configuration.setTokenUrl(sandbox.tokenUrl());
        configuration.setClientId(sandbox.account().clientId());
        configuration.setClientSecret(sandbox.account().clientSecret());
        configuration.setApiKey(sandbox.account().apiKey());
        configuration.setEntityId(sandbox.account().entityId());
        configuration.setRetryDelay(20);
        configuration.setRetryBudget(200);
        return configuration;
    }

    Exchange send(String uri, Consumer<Message> request) {
        return template.request(uri, exchange -> request.accept(exchange.getMessage()));
    }

    Message answer(String uri, Consumer<Message> request) {
        Exchange exchange = send(uri, request);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    <T extends PurseException> T failure(Class<T> type, String uri, Consumer<Message> request) {
        return assertThat(send(uri, request).getException())
                .asInstanceOf(throwable(type))
                .actual();
    }

    static Consumer<Message> money(String paymentId, Object amount, String reference) {
        return message -> {
            message.setHeader(PurseConstants.PAYMENT_ID, paymentId);
            message.setHeader(PurseConstants.AMOUNT, amount);
            message.setHeader(PurseConstants.MERCHANT_REFERENCE, reference);
        };
    }

    List<RecordedRequest> arrived(String operation) {
        return sandbox.journal(operation);
    }

    long amount(String paymentId, String name) {
        return sandbox.payment(paymentId).path("amounts").path(name).asLong();
    }
}
