package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.PurseContext;
import io.camelpurse.fixture.ScriptedServer;
import io.camelpurse.fixture.WebhookReceiver;
import io.camelpurse.webhook.RecentVersions;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that are passed in are started and stopped by one rule: whoever starts one stops it (rule R48). */
class RepositoryLifeTest {

    private static final String WEBHOOK =
            "purse:webhook?webhookRequireToken=false&webhookIdempotentRepository=#repository";
    private static final String RETURN = "purse:verifyRedirection?redirectionIdempotentRepository=#repository";

    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();

    @ParameterizedTest
    @ValueSource(strings = {WEBHOOK, RETURN})
    void oneThatARouteStartedIsStoppedWithTheContextAndNotWithTheRoute(String uri) throws Exception {
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {});
                PurseContext purse = using(server, uri)) {
            assertThat(repository.isStarted()).isTrue();
            purse.context().getRouteController().stopRoute("uses");
            assertThat(repository.isStarted()).isTrue();
            purse.context().getRouteController().startRoute("uses");
            purse.context().stop();
            assertThat(repository.isStopped()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBHOOK, RETURN})
    void oneThatRunsAlreadyIsNotStoppedUnderTheFeetOfItsOwner(String uri) throws Exception {
        ServiceHelper.startService(repository);
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {});
                PurseContext purse = using(server, uri)) {
            assertThat(repository.isStarted()).isTrue();
            purse.context().stop();
            assertThat(repository.isStarted()).isTrue();
        }
    }

    @Test
    void theRepositoryOfVersionsFollowsTheSameRule() throws Exception {
        RecentVersions versions = new RecentVersions(10);
        try (ScriptedServer server = ScriptedServer.withToken((request, socket, output) -> {});
                PurseContext purse = PurseContext.calling(server)) {
            purse.configuration().setWebhookVersionRepository(versions);
            use(purse, "purse:webhook?webhookRequireToken=false");
            assertThat(versions.isStarted()).isTrue();
            purse.context().stop();
            assertThat(versions.isStopped()).isTrue();
        }
    }

    private PurseContext using(ScriptedServer server, String uri) throws Exception {
        PurseContext purse = PurseContext.calling(server);
        purse.context().getRegistry().bind("repository", repository);
        use(purse, uri);
        return purse;
    }

    private static void use(PurseContext purse, String uri) throws Exception {
        if (uri.startsWith("purse:webhook")) {
            WebhookReceiver.Engine.VERTX.listen(purse.context(), 0);
        }
        purse.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                if (uri.startsWith("purse:webhook")) {
                    from(uri).routeId("uses").to("log:webhook");
                } else {
                    from("direct:return").routeId("uses").to(uri);
                }
            }
        });
        purse.template();
    }
}
