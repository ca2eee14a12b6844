package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.fixture.WebhookPayloads;
import io.camelpurse.fixture.WebhookReceiver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A webhook whose transaction is rolled back is redelivered, whichever way the route asks for the rollback. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookTransactionsTest {

    private static final String REQUIRED = "PROPAGATION_REQUIRED";
    private static final String REQUIRES_NEW = "PROPAGATION_REQUIRES_NEW";

    /** How a route has its transaction rolled back. */
    enum RolledBack {
        MARKED {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .markRollbackOnly();
            }
        },
        MARKED_LAST {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .markRollbackOnlyLast();
            }
        },
        HANDLED {
            @Override
            void configure(RouteBuilder routes) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnlyLast();
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .throwException(new IllegalStateException("erp"));
            }
        },
        MARKED_AND_FAILED {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .process(exchange -> {
                            exchange.setRollbackOnlyLast(true);
                            throw new IllegalStateException("erp");
                        });
            }
        },
        CAUGHT {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .doTry()
                        .throwException(new IllegalStateException("erp"))
                        .doCatch(IllegalStateException.class)
                        .markRollbackOnlyLast()
                        .end();
            }
        },
        POLICY {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .policy(REQUIRED)
                        .to("mock:heard")
                        .markRollbackOnlyLast()
                        .end()
                        .to("mock:after");
            }
        },
        SUBROUTE {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("direct:sub").to("mock:after");
                routes.from("direct:sub").transacted(REQUIRED).to("mock:heard").markRollbackOnlyLast();
            }
        },
        SUBROUTE_OF_THE_SAME_TRANSACTION {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").transacted(REQUIRED).to("direct:sub");
                routes.from("direct:sub").transacted(REQUIRED).to("mock:heard").markRollbackOnlyLast();
            }
        },
        THEN_ANOTHER_COMMITS {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("direct:first").to("direct:second");
                routes.from("direct:first")
                        .transacted(REQUIRED)
                        .to("mock:heard")
                        .markRollbackOnlyLast();
                routes.from("direct:second").transacted(REQUIRED).to("mock:after");
            }
        },
        OF_ITS_OWN {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRES_NEW)
                        .to("mock:heard")
                        .markRollbackOnlyLast();
            }
        },
        ON_ANOTHER_THREAD {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").threads(1).to("direct:sub");
                routes.from("direct:sub").transacted(REQUIRED).to("mock:heard").markRollbackOnlyLast();
            }
        };

        abstract void configure(RouteBuilder routes);
    }

    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger rolledBack = new AtomicInteger();
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = WebhookReceiver.start();
        bind(REQUIRED);
        bind(REQUIRES_NEW);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource
    void aWebhookWhoseTransactionIsRolledBackIsRedelivered(RolledBack route) throws Exception {
        routes(route);
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(rolledBack).hasValue(1);
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(heard().getReceivedExchanges()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void soItIsWithPooledExchangesAndMdc(RolledBack route) throws Exception {
        receiver.close();
        receiver = WebhookReceiver.start();
        receiver.context().setUseMDCLogging(true);
        receiver.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        bind(REQUIRED);
        bind(REQUIRES_NEW);
        routes(route);
        String routeId = receiver.context().getRoutes().get(0).getRouteId();
        for (int times = 1; times <= 3; times++) {
            assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(500);
            assertThat(rolledBack).hasValue(times);
        }
        assertThat(receiver.context().getInflightRepository().size(routeId)).isZero();
    }

    @Test
    void aWebhookWhoseTransactionIsCommittedIsAcknowledged() throws Exception {
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").transacted(REQUIRED).to("mock:heard");
            }
        });
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(heard().getReceivedExchanges()).hasSize(1);
        assertThat(committed).hasValue(1);
    }

    @Test
    void theOuterTransactionDecidesOfOneWithinAnother() throws Exception {
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").transacted(REQUIRED).to("direct:inner").to("mock:heard");
                from("direct:inner").transacted(REQUIRES_NEW).markRollbackOnlyLast();
            }
        });
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(rolledBack).hasValue(1);
        assertThat(heard().getReceivedExchanges())
                .as("what the outer one did must not be repeated")
                .hasSize(1);
    }

    @Test
    void whatWaitsForTheEndOfTheExchangeRunsOnce() throws Exception {
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().to("mock:completed");
                from("purse:webhook").routeId("watched").to("mock:heard");
            }
        });
        MockEndpoint completed = receiver.context().getEndpoint("mock:completed", MockEndpoint.class);
        completed.expectedMessageCount(1);
        assertThat(receiver.post(WebhookPayloads.payment())).isEqualTo(200);
        completed.setAssertPeriod(200);
        completed.assertIsSatisfied();
        assertThat(receiver.context().getInflightRepository().size()).isZero();
        assertThat(heard().getReceivedExchanges().get(0).getFromRouteId()).isEqualTo("watched");
    }

    private void routes(RolledBack route) throws Exception {
        receiver.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                route.configure(this);
            }
        });
    }

    private MockEndpoint heard() {
        return receiver.context().getEndpoint("mock:heard", MockEndpoint.class);
    }

    private void bind(String propagation) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(new Counted());
        policy.setPropagationBehaviorName(propagation);
        receiver.context().getRegistry().bind(propagation, policy);
    }

    /** Counts, and has nothing that it could commit. */
    private final class Counted extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // Nothing to begin.
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            committed.incrementAndGet();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            rolledBack.incrementAndGet();
        }
    }
}
