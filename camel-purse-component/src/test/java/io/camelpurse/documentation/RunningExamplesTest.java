package io.camelpurse.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseEndpoint;
import io.camelpurse.documentation.Document.CodeBlock;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.sandbox.PurseSandbox;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise of their routes comes true against the sandbox. */
class RunningExamplesTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().startedByTest().build();

    private PurseSandbox sandbox;

    @BeforeEach
    void nameTheSandbox() {
        sandbox = PURSE.sandbox();
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
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", "a&b+c%d");
        PURSE.context().addRoutes(new RouteBuilder() {
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

        assertThat(PURSE.context().getEndpoints().stream()
                        .filter(endpoint -> endpoint instanceof PurseEndpoint)
                        .map(endpoint ->
                                ((PurseEndpoint) endpoint).getConfiguration().getClientSecret()))
                .containsExactlyInAnyOrder("a&b+c%d", "a&b+c%d");
        assertThat(PURSE.context().getEndpoints().toString()).doesNotContain("b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%2Bb"})
    void aSecretInAUriWithoutRawIsDecoded(String secret) throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", secret);
        PURSE.template();

        assertThat(PURSE.context()
                        .getEndpoint("purse:getPayment?clientSecret={{secret}}", PurseEndpoint.class)
                        .getConfiguration()
                        .getClientSecret())
                .isEqualTo("a b");
    }

    @Test
    void aSecretWithAnAmpersandInAUriWithoutRawStopsTheStart() throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("secret", "a&b");
        PURSE.template();

        assertThatThrownBy(() -> PURSE.context().getEndpoint("purse:getPayment?clientSecret={{secret}}"))
                .hasMessageContaining("Such a secret needs RAW(...)");
    }

    @Test
    void aSecondComponentHasOptionsOfItsOwn() throws Exception {
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.id", "id-fr");
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.secret", "a&b+c%d");
        PURSE.context().getPropertiesComponent().addOverrideProperty("purse.fr.entity", "entity-fr");

        start("yaml", example("yaml", "capture-in-france").code());

        PurseConfiguration france =
                PURSE.context().getComponent("purse-fr", PurseComponent.class).getConfiguration();
        assertThat(france.getClientId()).isEqualTo("id-fr");
        assertThat(france.getClientSecret()).isEqualTo("a&b+c%d");
        assertThat(france.getEntityId()).isEqualTo("entity-fr");
    }

    private void start(String language, String code) throws Exception {
        PluginHelper.getRoutesLoader(PURSE.context())
                .loadRoutes(ResourceHelper.fromString("example." + language, code));
        PURSE.template();
    }

    private static CodeBlock example(String language, String id) {
        return Document.all().stream()
                .flatMap(document -> document.blocks(language).stream())
                .filter(block -> block.code().matches("(?s).*id(: |=\")" + id + "\\b.*"))
                .findFirst()
                .orElseThrow();
    }
}
