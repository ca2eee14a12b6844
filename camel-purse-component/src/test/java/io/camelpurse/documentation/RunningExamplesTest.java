package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.PurseSandboxExtension;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise of their routes comes true against the sandbox. */
class RunningExamplesTest {

    @RegisterExtension
    static final PurseSandboxExtension PURSE = new PurseSandboxExtension();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private PurseSandbox sandbox;

    @BeforeEach
    void nameTheSandbox() {
        sandbox = PURSE.sandbox();
        PurseConfiguration purse =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        purse.setApiUrl(sandbox.apiUrl());
        purse.setClientId(sandbox.account().clientId());
        purse.setClientSecret(sandbox.account().clientSecret());
        purse.setEntityId(sandbox.account().entityId());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theFirstCallAsksForSolutions() throws Exception {
        start(
                "yaml",
                example("yaml", "first-call").code().replace("repeatCount: 1", "repeatCount: 1\n        delay: 0"));

        await().untilAsserted(() ->
                assertThat(sandbox.journal("getEligibleSolutions")).hasSize(1));
    }

    @Test
    void aSecretInAUriNeedsRawAndElsewhereNothing() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("secret", "a&b+c%d");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("purse:getPayment?clientSecret=RAW({{secret}})");
            }
        });
        start("yaml", """
                - from:
                    uri: direct:b
                    steps:
                      - to:
                          uri: purse:getClientSession
                          parameters:
                            clientSecret: "{{secret}}"
                """);

        assertThat(context.getEndpoints().stream()
                        .filter(endpoint -> endpoint instanceof PurseEndpoint)
                        .map(endpoint ->
                                ((PurseEndpoint) endpoint).getConfiguration().getClientSecret()))
                .containsExactlyInAnyOrder("a&b+c%d", "a&b+c%d");
        assertThat(context.getEndpoints().toString()).doesNotContain("b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b", "a+b", "a%2Bb"})
    void aSecretInAUriWithoutRawIsNotTheSecret(String secret) throws Exception {
        context.getPropertiesComponent().addOverrideProperty("secret", secret);
        context.start();

        assertThatThrownBy(() -> {
                    String uri = "purse:getPayment?clientSecret={{secret}}";
                    PurseEndpoint endpoint = context.getEndpoint(uri, PurseEndpoint.class);
                    assertThat(endpoint.getConfiguration().getClientSecret()).isEqualTo(secret);
                })
                .isNotNull();
    }

    @Test
    void aSecondComponentHasOptionsOfItsOwn() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("purse.fr.id", "id-fr");
        context.getPropertiesComponent().addOverrideProperty("purse.fr.secret", "a&b+c%d");
        context.getPropertiesComponent().addOverrideProperty("purse.fr.entity", "entity-fr");

        start("yaml", example("yaml", "capture-in-france").code());

        PurseConfiguration france =
                context.getComponent("purse-fr", PurseComponent.class).getConfiguration();
        assertThat(france.getClientId()).isEqualTo("id-fr");
        assertThat(france.getClientSecret()).isEqualTo("a&b+c%d");
        assertThat(france.getEntityId()).isEqualTo("entity-fr");
    }

    private void start(String language, String code) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("example." + language, code));
        context.start();
    }

    private static CodeBlock example(String language, String id) {
        return Document.all().stream()
                .flatMap(document -> document.blocks(language).stream())
                .filter(block -> block.code().matches("(?s).*id(: |=\")" + id + "\\b.*"))
                .findFirst()
                .orElseThrow();
    }
}
