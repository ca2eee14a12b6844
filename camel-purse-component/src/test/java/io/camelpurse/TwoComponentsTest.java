package io.camelpurse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.fixture.ProducerChecks;
import io.camelpurse.fixture.ScriptedServer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two components of one context are distinguished in every log and metric, and share nothing. Tests
 * {@link ComponentName}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoComponentsTest {

    /** Not of PurseExtension, which has one component. */
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private HealthCheckRepository producers;
    private ScriptedServer first;
    private ScriptedServer second;
    private ScriptedServer third;

    @BeforeEach
    void start() throws Exception {
        first = server(400);
        second = server(404);
        third = server(410);
        configure(context.getComponent("purse", PurseComponent.class), first);
        PurseComponent added = new PurseComponent();
        configure(added, second);
        context.addComponent("purse-shop", added);
        PurseComponent bean = new PurseComponent(context);
        configure(bean, third);
        context.getRegistry().bind("purse-b2b", bean);
        producers = ProducerChecks.enable(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String name : List.of("purse", "purse-shop", "purse-b2b")) {
                    from("direct:return-" + name).to(name + ":verifyRedirection?maxRetries=0");
                    from("direct:" + name).to(name + ":getPayment?paymentId=p-1");
                }
            }
        });
        context.start();
        context.createProducerTemplate().sendBody("direct:purse", null);
        context.createProducerTemplate().sendBody("direct:purse-shop", null);
        context.createProducerTemplate().sendBody("direct:purse-b2b", null);
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        first.close();
        second.close();
        third.close();
    }

    @Test
    void eachHasAHealthCheckOfItsOwn() {
        assertThat(checks())
                .containsExactlyInAnyOrder(
                        "producer:purse-signing-keys",
                        "producer:purse-shop-signing-keys",
                        "producer:purse-b2b-signing-keys");
    }

    @Test
    void theCheckOfOneEndsWithItAndTheOthersStay() throws Exception {
        context.getComponent("purse-shop").stop();
        assertThat(checks())
                .containsExactlyInAnyOrder("producer:purse-signing-keys", "producer:purse-b2b-signing-keys");
        context.getComponent("purse").stop();
        context.getComponent("purse-b2b").stop();
        assertThat(checks()).isEmpty();
    }

    @Test
    void theHealthOfOneIsNotTheHealthOfTheOther() throws Exception {
        await().untilAsserted(() -> assertThat(problem("purse")).contains("400"));
        await().untilAsserted(() -> assertThat(problem("purse-shop")).contains("404"));
        await().untilAsserted(() -> assertThat(problem("purse-b2b")).contains("410"));
    }

    @Test
    void threadsSayWhoseTheyAre() {
        Set<String> purposes = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("Purse"))
                .map(name -> name.substring(name.indexOf("Purse")))
                .collect(Collectors.toSet());
        for (String name : List.of("purse", "purse-shop", "purse-b2b")) {
            CompletableFuture<String> worker = new CompletableFuture<>();
            context.getComponent(name, PurseComponent.class)
                    .worker()
                    .execute(() -> worker.complete(Thread.currentThread().getName()));
            assertThat(worker.join())
                    .endsWith(name.replaceFirst("purse", "PurseWorker").replaceFirst("Worker-", "Worker-purse-"));
        }
        for (String purpose : List.of("PurseTimer", "PurseIO", "PurseKeys")) {
            assertThat(purposes).contains(purpose, purpose + "-purse-shop", purpose + "-purse-b2b");
        }
    }

    @Test
    void managementNamesThemApart() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        List<String> components = new ArrayList<>();
        for (ObjectName name : beans.queryNames(
                new ObjectName("org.apache.camel:type=components,context=" + context.getManagementName() + ",*"),
                null)) {
            components.add(ObjectName.unquote(name.getKeyProperty("name")));
        }
        assertThat(components).contains("purse", "purse-shop", "purse-b2b");
    }

    private String problem(String component) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().equals("producer:" + component + "-signing-keys"))
                .map(result -> String.valueOf(result.getDetails().get("signing.keys.problem")))
                .findFirst()
                .orElse("");
    }

    private Set<String> checks() {
        return producers.stream()
                .map(HealthCheck::getId)
                .filter(id -> id.endsWith("-signing-keys"))
                .collect(Collectors.toSet());
    }

    private static void configure(PurseComponent component, ScriptedServer server) {
        component.getConfiguration().setApiUrl(server.url());
        component.getConfiguration().setClientId("client");
        component.getConfiguration().setClientSecret("client-secret");
    }

    private static ScriptedServer server(int keyStatus) throws Exception {
        return ScriptedServer.withToken((request, socket, output) -> {
            if (request.path().contains("jwks")) {
                ScriptedServer.json(output, keyStatus, "{}");
            } else {
                ScriptedServer.json(output, 200, ScriptedServer.payment("p-1"));
            }
        });
    }
}
