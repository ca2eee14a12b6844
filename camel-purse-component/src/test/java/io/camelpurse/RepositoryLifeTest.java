package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.webhook.RecentVersions;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repositories that are passed in are started and stopped by one rule: whoever starts one stops it. Tests
 * {@link PurseEndpoint}.
 */
class RepositoryLifeTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().build();

    /** Nothing is called. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final String WEBHOOK =
            "purse:webhook?webhookRequireToken=false&webhookIdempotentRepository=#repository";
    private static final String RETURN = "purse:verifyRedirection?redirectionIdempotentRepository=#repository";

    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();

    @ParameterizedTest
    @ValueSource(strings = {WEBHOOK, RETURN})
    void oneThatARouteStartedIsStoppedWithTheContextAndNotWithTheRoute(String uri) throws Exception {
        using(uri);
        assertThat(repository.isStarted()).isTrue();
        PURSE.context().getRouteController().stopRoute("uses");
        assertThat(repository.isStarted()).isTrue();
        PURSE.context().getRouteController().startRoute("uses");
        PURSE.context().stop();
        assertThat(repository.isStopped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBHOOK, RETURN})
    void oneThatRunsAlreadyIsNotStoppedUnderTheFeetOfItsOwner(String uri) throws Exception {
        ServiceHelper.startService(repository);
        using(uri);
        assertThat(repository.isStarted()).isTrue();
        PURSE.context().stop();
        assertThat(repository.isStarted()).isTrue();
    }

    @Test
    void theRepositoryOfVersionsFollowsTheSameRule() throws Exception {
        RecentVersions versions = new RecentVersions(10);
        PURSE.connect(NOBODY);
        PURSE.configuration().setWebhookVersionRepository(versions);
        use("purse:webhook?webhookRequireToken=false");
        assertThat(versions.isStarted()).isTrue();
        PURSE.context().stop();
        assertThat(versions.isStopped()).isTrue();
    }

    private void using(String uri) throws Exception {
        PURSE.connect(NOBODY);
        PURSE.context().getRegistry().bind("repository", repository);
        use(uri);
    }

    private static void use(String uri) throws Exception {
        if (uri.startsWith("purse:webhook")) {
            WebhookEngine.VERTX.listen(PURSE.context(), 0);
        }
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (uri.startsWith("purse:webhook")) {
                    from(uri).routeId("uses").to("log:webhook");
                } else {
                    from("direct:return").routeId("uses").to(uri);
                }
            }
        });
        PURSE.template();
    }
}
