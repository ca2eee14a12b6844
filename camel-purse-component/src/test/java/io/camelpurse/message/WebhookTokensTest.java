package io.camelpurse.message;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.ExceptionHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a webhook in every form that the option takes. Tests {@link WebhookTokens}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookTokensTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    @Test
    void anEndpointsTokenWinsOverTheComponents() throws Exception {
        PURSE.receive("purse:webhook?webhookVerifyToken=RAW(of&the+endpoint)");
        assertThat(PURSE.webhooks().post(PATH, HEADER, TOKEN)).isEqualTo(401);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "of&the+endpoint")).isEqualTo(200);
    }

    @Test
    void tokensMayBeABean() throws Exception {
        PURSE.context().getRegistry().bind("tokens", List.of("one, with a comma", "another"));
        PURSE.receive("purse:webhook?webhookVerifyToken=#tokens");
        assertThat(PURSE.webhooks().post(PATH, HEADER, "one")).isEqualTo(401);
        assertThat(PURSE.webhooks().post(PATH, HEADER, TOKEN)).isEqualTo(401);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "one, with a comma")).isEqualTo(200);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "another")).isEqualTo(200);
    }

    @Test
    void anEmptyTokenAmongOthersIsRejected() {
        PURSE.context().getRegistry().bind("tokens", Arrays.asList("one", ""));
        assertThatThrownBy(() -> PURSE.receive("purse:webhook?webhookVerifyToken=#tokens"))
                .hasMessageContaining("webhookVerifyToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#tokens", "#bean:tokens", "RAW(#tokens)"})
    void aListOfTokensMayBeNamedInEitherWay(String reference) throws Exception {
        PURSE.context().getRegistry().bind("tokens", List.of("one, with a comma", "another"));
        PURSE.receive("purse:webhook?webhookVerifyToken=" + reference);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "one, with a comma")).isEqualTo(200);
        assertThat(PURSE.webhooks().post(PATH, HEADER, "another")).isEqualTo(200);
    }

    @Test
    void aTokenInTheFormOfABeanReferenceIsRejectedAndNotQuoted() {
        Throwable failure = catchThrowable(() -> PURSE.receive("purse:webhook?webhookVerifyToken=RAW(#t0ken)"));
        assertThat(failure).hasMessageContaining("webhookVerifyToken begins with #");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("t0ken");
    }

    @Test
    void aBeanThatIsNoListOfTokensIsRejectedAndNotQuoted() {
        PURSE.context().getRegistry().bind("tokens", List.of(4711_0815));
        Throwable failure = catchThrowable(() -> PURSE.receive("purse:webhook?webhookVerifyToken=#tokens"));
        assertThat(failure).hasMessageContaining("webhookVerifyToken holds a java.lang.Integer");
        assertThat(ExceptionHelper.stackTraceToString(failure)).doesNotContain("47110815");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", " , "})
    void aTokenOfNothingIsNone(String token) {
        PURSE.configure(configuration -> configuration.setWebhookVerifyToken(token));
        assertThatThrownBy(() -> PURSE.receive("purse:webhook")).hasMessageContaining("webhookVerifyToken");
    }
}
