package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class CredentialScopeTest extends SandboxRoutes {

    @Test
    void anAddressThatGotInByAHeaderCollectsNoCredentials() throws Exception {
        try (ScriptedServer thief = ScriptedServer.with((request, socket, output) -> socket.close())) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:read").toD("purse:getPayment?paymentId=${header.payment}");
                }
            });
            var exchange = template.request("direct:read", request -> request.getMessage()
                    .setHeader("payment", "p-1&apiUrl=" + thief.url() + "&tokenUrl=" + thief.url()));
            assertThat(exchange.getException()).hasMessageContaining("not meant for that host");
            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void anotherHostWithItsOwnCredentialsIsFine() {
        assertThatCode(() -> context.getEndpoint(
                        "purse:getPayment?apiUrl=https://other.example&clientId=a&clientSecret=b&apiKey=c"))
                .doesNotThrowAnyException();
    }

    @Test
    void anApiKeyOfTheComponentStaysToo() {
        assertThatThrownBy(() ->
                        context.getEndpoint("purse:getPayment?apiUrl=https://other.example&clientId=a&clientSecret=b"))
                .hasMessageContaining("apiKey");
    }

    @Test
    void anotherPathOnTheSameHostIsFine() {
        assertThatCode(() -> context.getEndpoint("purse:getPayment?apiUrl=" + sandbox.apiUrl() + "/"))
                .doesNotThrowAnyException();
    }
}
