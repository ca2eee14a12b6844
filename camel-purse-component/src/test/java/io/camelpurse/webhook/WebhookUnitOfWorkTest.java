package io.camelpurse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelpurse.PurseConstants;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.fixture.WebhookPayloads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A webhook whose transaction is rolled back is redelivered, whichever way the route asks for the rollback. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WebhookUnitOfWorkTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().webhooks(WebhookEngine.VERTX).build();

    private static final String REQUIRED = "PROPAGATION_REQUIRED";
    private static final String REQUIRES_NEW = "PROPAGATION_REQUIRES_NEW";

    /** How a route has its transaction rolled back. */
    enum RolledBack {
        MARKED {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnly();
            }
        },
        MARKED_LAST {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnlyLast();
            }
        },
        HANDLED {
            @Override
            void configure(RouteBuilder routes) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnlyLast();
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .throwException(new IllegalStateException("erp"));
            }
        },
        MARKED_AND_FAILED {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRED)
                        .to("mock:received")
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
                        .to("mock:received")
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
                        .to("mock:received")
                        .markRollbackOnlyLast()
                        .end()
                        .to("mock:after");
            }
        },
        SUBROUTE {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("direct:sub").to("mock:after");
                routes.from("direct:sub")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnlyLast();
            }
        },
        SUBROUTE_OF_THE_SAME_TRANSACTION {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").transacted(REQUIRED).to("direct:sub");
                routes.from("direct:sub")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnlyLast();
            }
        },
        THEN_ANOTHER_COMMITS {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").to("direct:first").to("direct:second");
                routes.from("direct:first")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnlyLast();
                routes.from("direct:second").transacted(REQUIRED).to("mock:after");
            }
        },
        OF_ITS_OWN {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook")
                        .transacted(REQUIRES_NEW)
                        .to("mock:received")
                        .markRollbackOnlyLast();
            }
        },
        ON_ANOTHER_THREAD {
            @Override
            void configure(RouteBuilder routes) {
                routes.from("purse:webhook").threads(1).to("direct:sub");
                routes.from("direct:sub")
                        .transacted(REQUIRED)
                        .to("mock:received")
                        .markRollbackOnlyLast();
            }
        };

        abstract void configure(RouteBuilder routes);
    }

    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger rolledBack = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        bind(REQUIRED);
        bind(REQUIRES_NEW);
    }

    @ParameterizedTest
    @EnumSource
    void aWebhookWhoseTransactionIsRolledBackIsRedelivered(RolledBack route) throws Exception {
        routes(route);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(rolledBack).hasValue(1);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
        assertThat(received().getReceivedExchanges()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void soItIsWithPooledExchangesAndMdc(RolledBack route) throws Exception {
        PURSE.renew();
        PURSE.context().setUseMDCLogging(true);
        PURSE.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        bind(REQUIRED);
        bind(REQUIRES_NEW);
        routes(route);
        String routeId = PURSE.context().getRoutes().get(0).getRouteId();
        for (int times = 1; times <= 3; times++) {
            assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(500);
            assertThat(rolledBack).hasValue(times);
        }
        assertThat(PURSE.context().getInflightRepository().size(routeId)).isZero();
    }

    @Test
    void aWebhookWhoseTransactionIsCommittedIsAcknowledged() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").transacted(REQUIRED).to("mock:received");
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(received().getReceivedExchanges()).hasSize(1);
        assertThat(committed).hasValue(1);
    }

    @Test
    void theOuterTransactionDecidesOfOneWithinAnother() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("purse:webhook").transacted(REQUIRED).to("direct:inner").to("mock:received");
                from("direct:inner").transacted(REQUIRES_NEW).markRollbackOnlyLast();
            }
        });
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(rolledBack).hasValue(1);
        assertThat(received().getReceivedExchanges())
                .as("what the outer one did must not be repeated")
                .hasSize(1);
    }

    @Test
    void whatWaitsForTheEndOfTheExchangeRunsOnce() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().to("mock:completed");
                from("purse:webhook").routeId("watched").to("mock:received");
            }
        });
        MockEndpoint completed = PURSE.context().getEndpoint("mock:completed", MockEndpoint.class);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment())).isEqualTo(200);
        assertThat(PURSE.webhooks().post(WebhookPayloads.payment("p-2", 1))).isEqualTo(200);
        await().until(() -> completed.getReceivedCounter() >= 2);
        await().until(() -> PURSE.context().getInflightRepository().size() == 0);
        assertThat(completed.getReceivedExchanges())
                .hasSize(2)
                .extracting(exchange -> exchange.getMessage().getHeader(PurseConstants.PAYMENT_ID))
                .doesNotHaveDuplicates();
        assertThat(received().getReceivedExchanges().get(0).getFromRouteId()).isEqualTo("watched");
    }

    private void routes(RolledBack route) throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                route.configure(this);
            }
        });
    }

    private MockEndpoint received() {
        return PURSE.context().getEndpoint("mock:received", MockEndpoint.class);
    }

    private void bind(String propagation) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(new Counted());
        policy.setPropagationBehaviorName(propagation);
        PURSE.context().getRegistry().bind(propagation, policy);
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
