package io.camelpurse.webhook;

import static io.camelpurse.fixture.WebhookClient.HEADER;
import static io.camelpurse.fixture.WebhookClient.PATH;
import static io.camelpurse.fixture.WebhookClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WholeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Camel promises of a consumer holds for this one. Tests {@link PurseConsumer},
 * {@link WebhookRoute}, {@link io.camelpurse.message.ExchangeOutcome} and {@link WebhookFailureLog}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PurseConsumerTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    /** How a route asks for redelivery though no exception is left on the exchange. */
    enum Rollback {
        ONLY {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("mock:received").markRollbackOnly();
            }
        },
        ONLY_LAST {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("mock:received").markRollbackOnlyLast();
            }
        },
        HANDLED {
            @Override
            void configure(RouteBuilder routes) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnly();
                routes.from("purse:webhook").to("mock:received").throwException(new IllegalStateException("erp"));
            }
        },
        HANDLED_LAST {
            @Override
            void configure(RouteBuilder routes) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnlyLast();
                routes.from("purse:webhook").to("mock:received").throwException(new IllegalStateException("erp"));
            }
        },
        CAUGHT {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .to("mock:received")
                        .doTry()
                        .throwException(new IllegalStateException("erp"))
                        .doCatch(IllegalStateException.class)
                        .markRollbackOnly()
                        .end();
            }
        },
        CAUGHT_LAST {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .to("mock:received")
                        .doTry()
                        .throwException(new IllegalStateException("erp"))
                        .doCatch(IllegalStateException.class)
                        .markRollbackOnlyLast()
                        .end();
            }
        };

        abstract void configure(RouteBuilder routes);
    }

    @ParameterizedTest
    @EnumSource
    void aWebhookMarkedForRollbackIsNotAcknowledgedAndIsRoutedAgain(Rollback rollback) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                rollback.configure(this);
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(mock("mock:received").getReceivedExchanges()).hasSize(2);
        assertThat(PURSE.endpoint("purse:webhook").getWebhooksProcessed()).isZero();
    }

    @Test
    void webhooksMayArriveAtAnotherEngineThanRestServices() throws Exception {
        PURSE.context().getRestConfiguration().setComponent("jetty");
        PURSE.context().getRestConfiguration().setProducerComponent("http");
        PURSE.receive("purse:webhook?webhookComponent=platform-http");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void theComponentOfTheRestConfigurationIsUsedBesideOneForCalls() throws Exception {
        PURSE.context().getRestConfiguration().setComponent("platform-http");
        PURSE.context().getRestConfiguration().setProducerComponent("http");
        PURSE.receive("purse:webhook");
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
    }

    @Test
    void theExceptionHandlerGetsWhatFailed() throws Exception {
        Failures failures = new Failures();
        PURSE.context().getRegistry().bind("failures", failures);
        BreakableRepository repository = new BreakableRepository();
        PURSE.configure(configuration -> configuration.setWebhookIdempotentRepository(repository));
        PURSE.route("purse:webhook?exceptionHandler=#failures", exchange -> {
            throw new IllegalStateException("the route");
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(failures.messages).containsExactly("the route");
        repository.down = true;
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(failures.messages).containsExactly("the route", "the repository");
    }

    @Test
    void withABridgedErrorHandlerTheRoutesErrorHandlerGetsWhatFailedBeforeTheRoute() throws Exception {
        BreakableRepository repository = new BreakableRepository();
        PURSE.configure(configuration -> configuration.setWebhookIdempotentRepository(repository));
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed");
                from("purse:webhook?bridgeErrorHandler=true").to("mock:received");
            }
        });
        repository.down = true;
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(503);
        assertThat(mock("mock:failed").getReceivedExchanges()).singleElement().satisfies(exchange -> assertThat(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessage("the repository"));
        assertThat(mock("mock:received").getReceivedExchanges()).isEmpty();
    }

    @Test
    void withABridgedErrorHandlerAFailedRouteIsHandledOnce() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).to("mock:failed");
                from("purse:webhook?bridgeErrorHandler=true").throwException(new IllegalStateException("the route"));
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(mock("mock:failed").getReceivedExchanges()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"InOnly", "InOut"})
    void theExchangeHasTheConfiguredPattern(ExchangePattern pattern) throws Exception {
        List<ExchangePattern> patterns = new ArrayList<>();
        PURSE.route("purse:webhook?exchangePattern=" + pattern, exchange -> patterns.add(exchange.getPattern()));
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(patterns).containsExactly(pattern);
    }

    @Test
    void pooledExchangesAreUsedAgainAndKeepNothing() throws Exception {
        PURSE.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        List<Object> left = new CopyOnWriteArrayList<>();
        PURSE.route("purse:webhook", exchange -> {
            exchanges.add(exchange);
            if (exchange.getMessage().getHeader("mine") != null || exchange.getProperty("mine") != null) {
                left.add(exchange);
            }
            exchange.getMessage().setHeader("mine", "x");
            exchange.setProperty("mine", "x");
            if (exchanges.size() == 2) {
                throw new IllegalStateException("the second");
            }
        });
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(PURSE.webhooks().post(WebhookPayloads.payment("payment-" + i, 1)));
        }
        assertThat(statuses).containsExactly(200, 500, 200, 200, 200);
        assertThat(exchanges).hasSize(5).allMatch(exchange -> exchange == exchanges.get(0));
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purse/webhook",
                "/purse?x=1",
                "/purse#x",
                "/purse/*",
                "/pur se",
                " /purse",
                "/purse\n",
                "",
                " ",
                "/a/../b",
                "/a%2Fb",
                "/a%20b",
                "/a%41",
                "/./a",
                "/a/..",
                "/a/.",
                "/a//b",
                "//a",
                "/a//",
                "/\u00e4",
                "/a;b",
                "/a|b",
                "/a\\b",
                "/a\"b",
                "/a[b]",
                "/a{b",
                "/a^b",
                "/a<b>"
            })
    void aPathAtWhichNothingArrivesStopsTheStart(String path) {
        PURSE.configure(configuration -> configuration.setWebhookPath(path));
        assertThatThrownBy(() -> PURSE.receive("purse:webhook"))
                .hasStackTraceContaining("webhookPath is '" + path + "'");
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherPathIsMatchedAsItIsWritten(WebhookEngine engine) throws Exception {
        for (String path :
                List.of("/", "/a/", "/A/b.c", "/.well-known/purse", "/..a", "/a_b-c~d!e$f&g'h(i)j+k,l=m:n@o")) {
            PURSE.listenOn(engine);
            PURSE.configure(configuration -> configuration.setWebhookPath(path));
            PURSE.receive("purse:webhook");
            assertThat(PURSE.webhooks()
                            .raw("POST " + path + " HTTP/1.1\r\nContent-Length: 0", new byte[0])
                            .status())
                    .as(path)
                    .isEqualTo(415);
        }
    }

    @Test
    void anIdOrVersionThatIsACardNumberIsNotLogged() throws Exception {
        String card = "4111111111111111";
        boolean[] down = {false};
        PURSE.configure(configuration -> {
            configuration.setWebhookIdempotentRepository(new MemoryIdempotentRepository() {
                @Override
                public boolean remove(String key) {
                    if (down[0]) {
                        throw new IllegalStateException("cannot remove " + key);
                    }
                    return super.remove(key);
                }
            });
            configuration.setWebhookVersionRepository(new ObservedVersions(down));
        });
        PURSE.route("purse:webhook", exchange -> {
            if (exchange.getMessage().getBody(String.class).contains("rollback")) {
                exchange.setRollbackOnly(true);
            } else {
                throw new IllegalStateException("the route");
            }
        });
        try (WholeLog log = WholeLog.at(Level.DEBUG)) {
            String payment = WebhookPayloads.payment(card, 1);
            assertThat(PURSE.webhooks().post(payment)).isEqualTo(500);
            assertThat(PURSE.webhooks().post(payment.replace("\"version\": 1", "\"version\": " + card)))
                    .isEqualTo(500);
            assertThat(PURSE.webhooks().post(payment.replace("ORD-1", "rollback")))
                    .isEqualTo(500);
            down[0] = true;
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment(card, 2))).isEqualTo(503);
            assertThat(log.texts()).anyMatch(line -> line.contains("(hidden)"));
            assertThat(log.lines().stream().filter(line -> line.logger().startsWith("io.camelpurse")))
                    .hasSizeGreaterThanOrEqualTo(4)
                    .noneMatch(line -> line.text().contains(card));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\0', textBlock = """
            34.22.174.22:51008              ; 200
            "34.22.174.22:51008"            ; 200
            [2001:db8::1]:51008             ; 200
            "[2001:db8::1]"                 ; 200
            "[2001:db8::1]:51008"           ; 200
            2001:db8::1                     ; 200
            10.1.1.1:5, 34.22.174.22:51008  ; 200
            34.22.174.22:51008, 10.1.1.1:5  ; 403
            34.22.174.22:x                  ; 403
            34.22.174.22:1:2                ; 403
            [2001:db8::2]:51008             ; 403
            [2001:db8::1                    ; 403
            [34.22.174.22]x                 ; 403
            :51008                          ; 403
            """)
    void aProxyMayWriteAddressesWithPortsBracketsAndQuotes(String forwarded, int status) throws Exception {
        PURSE.receive(
                "purse:webhook?webhookAllowedAddresses=34.22.174.22,2001:db8::1&webhookAddressHeader=X-Forwarded-For");
        byte[] body = WebhookPayloads.payment().getBytes();
        assertThat(PURSE.webhooks()
                        .raw(
                                "POST " + PATH + " HTTP/1.1\r\nContent-Type: application/json\r\n" + HEADER + ": "
                                        + TOKEN + "\r\nContent-Length: " + body.length + "\r\nX-Forwarded-For: "
                                        + forwarded,
                                body)
                        .status())
                .isEqualTo(status);
    }

    /** Quotes its keys when it is down. */
    private static final class ObservedVersions extends ServiceSupport implements StateRepository<String, String> {

        private final boolean[] down;

        ObservedVersions(boolean[] down) {
            this.down = down;
        }

        @Override
        public void setState(String key, String value) {}

        @Override
        public String getState(String key) {
            if (down[0]) {
                throw new IllegalStateException("cannot read " + key);
            }
            return null;
        }
    }

    private MockEndpoint mock(String uri) {
        return PURSE.context().getEndpoint(uri, MockEndpoint.class);
    }

    private static final class Failures implements ExceptionHandler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void handleException(Throwable exception) {
            messages.add(exception.getMessage());
        }

        @Override
        public void handleException(String message, Throwable exception) {
            messages.add(exception.getMessage());
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            messages.add(exception.getMessage());
        }
    }

    private static final class BreakableRepository extends MemoryIdempotentRepository {

        private volatile boolean down;

        @Override
        public boolean add(String key) {
            if (down) {
                throw new IllegalStateException("the repository");
            }
            return super.add(key);
        }
    }
}
