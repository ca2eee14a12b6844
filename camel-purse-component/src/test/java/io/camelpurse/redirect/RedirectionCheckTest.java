package io.camelpurse.redirect;

import static io.camelpurse.fixture.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.PurseConstants;
import io.camelpurse.PurseInvalidRedirectionException;
import io.camelpurse.PurseUnavailableException;
import io.camelpurse.PurseValidationException;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.fixture.WebhookEngine;
import io.camelpurse.model.RedirectionData;
import io.camelpurse.model.SigningKeys;
import io.camelpurse.sandbox.Fault;
import io.camelpurse.sandbox.PurseSandbox;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shopper's return, as routes see it, against the sandbox. Tests {@link RedirectionCheck},
 * {@link RedirectionInput}, {@link ExpectedClientSession}, {@link RedirectionRefetch} and
 * {@link io.camelpurse.model.RedirectionData}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedirectionCheckTest {

    @RegisterExtension
    static final PurseExtension PURSE =
            PurseExtension.builder().sandbox().webhooks(WebhookEngine.VERTX).build();

    private final PurseSandbox sandbox = PURSE.sandbox();

    private static final String VERIFY = "purse:verifyRedirection";
    private static final String PARAMETER = "purse-redirection-data";

    private String session;
    private String payment;
    private String token;

    @BeforeEach
    void aShopperPays() {
        Message opened = PURSE.succeed("purse:createClientSession", message -> message.setBody("""
                {"amount": 4299, "currency": "EUR", "integration_mode": "HOSTED_PAGE",
                 "shopper_redirection_url": "https://shop.example.org/return",
                 "order": {"reference": "ORD-1", "net_amount": 4299, "tax_amount": 716}}"""));
        session = opened.getHeader(PurseConstants.CLIENT_SESSION_ID, String.class);
        payment = sandbox.shopper().pay(session);
        token = sandbox.shopper().redirectionData(session);
    }

    @Test
    void theShoppersReturnIdentifiesSessionAndPayment() {
        Message verified = PURSE.succeed(VERIFY, message -> {
            message.setHeader(PurseConstants.REDIRECTION_DATA, token);
            message.setHeader(PurseConstants.OPERATION_ID, "of an earlier step");
        });
        assertThat(verified.getHeaders())
                .containsEntry(PurseConstants.CLIENT_SESSION_ID, session)
                .containsEntry(PurseConstants.PAYMENT_ID, payment)
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED")
                .containsEntry(PurseConstants.CLIENT_SESSION_STATUS, "SUBMITTED")
                .doesNotContainKeys(PurseConstants.OPERATION_ID, PurseConstants.REDIRECTION_DATA);
        assertThat(verified.getBody())
                .isInstanceOf(String.class)
                .asString()
                .contains("\"client_session_id\":\"" + session);
    }

    @Test
    void theTokenComesFromTheQueryParameterOrTheBody() {
        assertVerified(message -> message.setHeader(PARAMETER, token));
        assertVerified(message -> message.setBody(token));
        assertVerified(message -> message.setBody(token + "\n"));
        assertVerified(message -> message.setBody(token.getBytes(StandardCharsets.US_ASCII)));
        assertVerified(message -> message.setBody(stream(token)));
    }

    @Test
    void theHeaderCountsBeforeTheParameterAndTheParameterBeforeTheBody() {
        assertVerified(message -> {
            message.setHeader(PurseConstants.REDIRECTION_DATA, token);
            message.setHeader(PARAMETER, "forged");
        });
        assertVerified(message -> {
            message.setHeader(PARAMETER, token);
            message.setBody("something");
        });
        assertRejected(InvalidRedirectionReason.MALFORMED, VERIFY, message -> {
            message.setHeader(PARAMETER, "forged");
            message.setBody(token);
        });
    }

    @Test
    void theTokenDoesNotTravelOn() {
        assertThat(PURSE.succeed(VERIFY, message -> message.setHeader(PARAMETER, token))
                        .getHeaders())
                .doesNotContainKey(PARAMETER);
    }

    /** A redelivery of the call needs it. */
    @Test
    void theTokenOfAFailedCheckIsStillInTheHeaders() {
        sandbox.faults().always("getPayment", Fault.status(503));
        Exchange failed = PURSE.template()
                .send(VERIFY + "?redirectionVerification=fetch&maxRetries=0", exchange -> exchange.getMessage()
                        .setHeader(PARAMETER, token));
        assertThat(failed.getException()).isInstanceOf(PurseUnavailableException.class);
        assertThat(failed.getMessage().getHeader(PARAMETER)).isEqualTo(token);
    }

    @Test
    void theTokenDoesNotTravelOnInTheQuery() {
        String query = "order=7&" + PARAMETER + "=" + token + "&lang=fr&Purse%2DRedirection-Data=" + token;
        Map<String, Object> headers = PURSE.succeed(VERIFY, message -> {
                    message.setHeader(PARAMETER, token);
                    message.setHeader(Exchange.HTTP_QUERY, query);
                    message.setHeader(Exchange.HTTP_RAW_QUERY, PARAMETER + "=" + token);
                    message.setHeader(Exchange.HTTP_URL, "https://shop.example/return?" + query);
                    message.setHeader(Exchange.HTTP_URI, "/return?" + PARAMETER + "=" + token);
                })
                .getHeaders();
        assertThat(headers)
                .containsEntry(Exchange.HTTP_QUERY, "order=7&lang=fr")
                .doesNotContainKey(Exchange.HTTP_RAW_QUERY)
                .containsEntry(Exchange.HTTP_URL, "https://shop.example/return?order=7&lang=fr")
                .containsEntry(Exchange.HTTP_URI, "/return");
        assertThat(headers.toString()).doesNotContain(token);
    }

    @Test
    void theTokenOfABrowsersRequestIsInNoHeaderAfterwards() throws Exception {
        PURSE.listenOn(WebhookEngine.VERTX);
        BlockingQueue<Map<String, Object>> headers = new LinkedBlockingQueue<>();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/return")
                        .to(VERIFY)
                        .process(exchange ->
                                headers.add(new HashMap<>(exchange.getMessage().getHeaders())));
            }
        });
        PURSE.webhooks()
                .send(PURSE.webhooks()
                        .request("/return?order=7&" + PARAMETER + "=" + token)
                        .GET());
        assertThat(String.valueOf(headers.poll(PATIENCE, TimeUnit.SECONDS)))
                .contains("order=7", session)
                .doesNotContain(token);
    }

    @Test
    void theClaimsComeInTheFormThatIsAskedFor() {
        Consumer<Message> request = message -> message.setBody(token);
        assertThat(PURSE.succeed(VERIFY + "?outputType=map", request).getBody())
                .isEqualTo(Map.of(
                        "client_session_id",
                        session,
                        "payment_id",
                        payment,
                        "authorization_status",
                        "AUTHORIZED",
                        "client_session_status",
                        "SUBMITTED"));
        assertThat(PURSE.succeed(VERIFY + "?outputType=node", request)
                        .getBody(JsonNode.class)
                        .path("payment_id")
                        .asText())
                .isEqualTo(payment);
        assertThat(PURSE.succeed(VERIFY + "?outputType=model", request).getBody())
                .isEqualTo(new RedirectionData(session, payment, "AUTHORIZED", "SUBMITTED", Map.of()));
    }

    @Test
    void whatTheTokenDoesNotSayIsNotLeftOver() {
        String cancelled = sandbox.sign(Map.of("client_session_id", session, "client_session_status", "CREATED"));
        assertThat(PURSE.succeed(VERIFY, message -> {
                            message.setHeader(PurseConstants.PAYMENT_ID, "p-other");
                            message.setHeader(PurseConstants.STATUS, "AUTHORIZED");
                            message.setBody(cancelled);
                        })
                        .getHeaders())
                .containsEntry(PurseConstants.CLIENT_SESSION_ID, session)
                .doesNotContainKeys(PurseConstants.PAYMENT_ID, PurseConstants.STATUS);
    }

    @Test
    void aRepeatedParameterIsRejected() {
        assertRejected(
                InvalidRedirectionReason.REPEATED,
                VERIFY,
                message -> message.setHeader(PARAMETER, List.of(token, token)));
        assertRejected(
                InvalidRedirectionReason.REPEATED, VERIFY, message -> message.setHeader(PARAMETER, List.of(token)));
        assertRejected(
                InvalidRedirectionReason.REPEATED,
                VERIFY,
                message -> message.setHeader(PARAMETER, new String[] {token}));
        assertRejected(InvalidRedirectionReason.REPEATED, VERIFY, message -> message.setBody(List.of(token)));
        assertRejected(
                InvalidRedirectionReason.MALFORMED,
                VERIFY,
                message -> message.setHeader(PARAMETER, token + "," + token));
        assertRejected(InvalidRedirectionReason.MALFORMED, VERIFY, message -> message.setHeader(PARAMETER, 1));
    }

    @Test
    void aMissingTokenIsRejected() {
        assertRejected(InvalidRedirectionReason.MISSING, VERIFY, message -> {});
        assertRejected(InvalidRedirectionReason.MISSING, VERIFY, message -> message.setBody(""));
        assertRejected(InvalidRedirectionReason.MISSING, VERIFY, message -> message.setBody(stream(" ")));
        assertRejected(InvalidRedirectionReason.MISSING, VERIFY, message -> message.setHeader(PARAMETER, ""));
        assertThat(PURSE.requests("getPayment")).isEmpty();
    }

    @Test
    void noMoreOfABodyIsReadThanNeeded() {
        AtomicInteger read = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'a';
            }
        };
        assertRejected(InvalidRedirectionReason.TOO_LONG, VERIFY, message -> message.setBody(endless));
        assertThat(read.get()).isLessThan(4 * RedirectionVerifier.MAX_LENGTH);
    }

    @Test
    void nothingOfTheReasonIsInTheMessage() {
        String forged = forged("none");
        PurseInvalidRedirectionException first =
                assertRejected(InvalidRedirectionReason.ALGORITHM, VERIFY, message -> message.setBody(forged));
        PurseInvalidRedirectionException second = assertRejected(
                InvalidRedirectionReason.OTHER_CLIENT_SESSION,
                VERIFY + "?redirectionExpectedClientSessionId=other",
                message -> message.setBody(token));
        assertThat(first).hasMessage("The redirection data is not valid").hasNoCause();
        assertThat(second).hasMessage(first.getMessage()).hasNoCause();
        assertThat(second.toString()).doesNotContain("OTHER", session, token);
        assertThat(first.isSafeToRetry()).isFalse();
        assertThat(first.getOperation()).isEqualTo("verifyRedirection");
    }

    @Test
    void theExpectedClientSessionBinds() {
        assertVerified(VERIFY + "?redirectionExpectedClientSessionId=" + session, message -> message.setBody(token));
        assertVerified(VERIFY + "?redirectionExpectedClientSessionId=other", message -> {
            message.setHeader(PurseConstants.EXPECTED_CLIENT_SESSION_ID, session);
            message.setBody(token);
        });
        // The session is a UUID, whose case has no meaning.
        assertVerified(
                VERIFY + "?redirectionExpectedClientSessionId=" + session.toUpperCase(Locale.ROOT),
                message -> message.setBody(token));
        for (String other : Arrays.asList("other", "", session + "0", null)) {
            assertRejected(
                    InvalidRedirectionReason.OTHER_CLIENT_SESSION,
                    VERIFY + "?redirectionExpectedClientSessionId=" + session,
                    message -> {
                        message.setHeader(PurseConstants.EXPECTED_CLIENT_SESSION_ID, other);
                        message.setBody(token);
                    });
        }
        String withoutSession = sandbox.sign(Map.of("payment_id", payment));
        assertRejected(
                InvalidRedirectionReason.OTHER_CLIENT_SESSION,
                VERIFY + "?redirectionExpectedClientSessionId=" + session,
                message -> message.setBody(withoutSession));
    }

    @Test
    void fetchReturnsTheCurrentStateInsteadOfTheClaims() {
        String old = sandbox.sign(Map.of(
                "client_session_id",
                session,
                "payment_id",
                payment,
                "authorization_status",
                "PENDING",
                "client_session_status",
                "SUBMITTED"));
        assertThat(PURSE.succeed(VERIFY, message -> message.setBody(old)).getHeader(PurseConstants.STATUS))
                .isEqualTo("PENDING");
        assertThat(PURSE.requests("getPayment")).isEmpty();

        Message fetched = PURSE.succeed(
                VERIFY + "?redirectionVerification=fetch&outputType=model", message -> message.setBody(old));
        assertThat(fetched.getHeaders())
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED")
                .containsEntry(PurseConstants.PAYMENT_ID, payment)
                .containsEntry(PurseConstants.CLIENT_SESSION_ID, session)
                .containsEntry(PurseConstants.CLIENT_SESSION_STATUS, "SUBMITTED")
                .containsEntry(PurseConstants.AVAILABLE_TO_CAPTURE, 4299L);
        assertThat(fetched.getBody(RedirectionData.class).authorizationStatus()).isEqualTo("AUTHORIZED");
        assertThat(PURSE.requests("getPayment")).hasSize(1);
    }

    @Test
    void fetchReadsTheSessionWhereThereIsNoPayment() {
        String early = sandbox.sign(Map.of("client_session_id", session, "client_session_status", "CREATED"));
        Message fetched = PURSE.succeed(VERIFY + "?redirectionVerification=fetch", message -> message.setBody(early));
        assertThat(fetched.getHeaders())
                .containsEntry(PurseConstants.CLIENT_SESSION_STATUS, "SUBMITTED")
                .containsEntry(PurseConstants.PAYMENT_ID, payment)
                .containsEntry(PurseConstants.STATUS, "AUTHORIZED");
    }

    @Test
    void fetchReadsNothingForAForgedToken() {
        assertRejected(
                InvalidRedirectionReason.ALGORITHM,
                VERIFY + "?redirectionVerification=fetch",
                message -> message.setBody(forged("none")));
        assertThat(PURSE.requests("getPayment")).isEmpty();
        assertThat(PURSE.requests("getClientSession")).isEmpty();
    }

    @Test
    void aRefetchThatFailsIsNoInvalidToken() {
        sandbox.faults().always("getPayment", Fault.status(503));
        PURSE.fail(
                PurseUnavailableException.class,
                VERIFY + "?redirectionVerification=fetch&maxRetries=0",
                message -> message.setBody(token));
        String ofNobody = sandbox.sign(Map.of("payment_id", "no/such?payment"));
        PURSE.fail(
                PurseValidationException.class,
                VERIFY + "?redirectionVerification=fetch",
                message -> message.setBody(ofNobody));
    }

    @Test
    void aTokenIsUsedOnceWhereThereIsARepository() {
        remember();
        String once = VERIFY + "?redirectionIdempotentRepository=#used";
        assertVerified(once, message -> message.setBody(token));
        assertRejected(InvalidRedirectionReason.USED_BEFORE, once, message -> message.setBody(token));
        assertVerified(message -> message.setBody(token));
        assertVerified(once, message -> message.setBody(sandbox.sign(Map.of("client_session_id", session))));
    }

    @Test
    void ofManyAtOnceOneUsesAToken() throws Exception {
        remember();
        AtomicInteger passed = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(50);
        var callers = Executors.newFixedThreadPool(10);
        for (int i = 0; i < 50; i++) {
            callers.execute(() -> {
                Exchange exchange = PURSE.send(
                        VERIFY + "?redirectionIdempotentRepository=#used", message -> message.setBody(token));
                if (exchange.getException() == null) {
                    passed.incrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        callers.shutdown();
        assertThat(passed).hasValue(1);
    }

    @Test
    void aTokenOfARouteThatFailedMayBeUsedAgain() throws Exception {
        MemoryIdempotentRepository used = remember();
        AtomicInteger runs = new AtomicInteger();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:return")
                        .to(VERIFY + "?redirectionIdempotentRepository=#used")
                        .process(exchange -> {
                            if (runs.incrementAndGet() == 1) {
                                throw new IllegalStateException("the shop is broken");
                            }
                        });
            }
        });
        assertThat(PURSE.send("direct:return", message -> message.setBody(token))
                        .getException())
                .isInstanceOf(IllegalStateException.class);
        assertThat(used.getCacheSize()).isZero();
        assertThat(PURSE.send("direct:return", message -> message.setBody(token))
                        .getException())
                .isNull();
        assertThat(PURSE.send("direct:return", message -> message.setBody(token))
                        .getException())
                .isInstanceOf(PurseInvalidRedirectionException.class);
        assertThat(runs).hasValue(2);
    }

    /** How a route says that what it did is undone though no exception is left on the exchange. */
    enum Rollback {
        ONLY {
            @Override
            void configure(RouteBuilder routes, String verify) {
                routes.from("direct:return").to(verify).to("mock:shop").markRollbackOnly();
            }
        },
        ONLY_LAST {
            @Override
            void configure(RouteBuilder routes, String verify) {
                routes.from("direct:return").to(verify).to("mock:shop").markRollbackOnlyLast();
            }
        },
        HANDLED {
            @Override
            void configure(RouteBuilder routes, String verify) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnly();
                routes.from("direct:return")
                        .to(verify)
                        .to("mock:shop")
                        .throwException(new IllegalStateException("shop"));
            }
        },
        HANDLED_LAST {
            @Override
            void configure(RouteBuilder routes, String verify) {
                routes.onException(IllegalStateException.class).handled(true).markRollbackOnlyLast();
                routes.from("direct:return")
                        .to(verify)
                        .to("mock:shop")
                        .throwException(new IllegalStateException("shop"));
            }
        };

        abstract void configure(RouteBuilder routes, String verify);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfARouteThatIsMarkedForRollbackMayBeUsedAgain(Rollback rollback) throws Exception {
        MemoryIdempotentRepository used = remember();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                rollback.configure(this, VERIFY + "?redirectionIdempotentRepository=#used");
            }
        });
        PURSE.send("direct:return", message -> message.setBody(token));
        assertThat(used.getCacheSize()).isZero();
        PURSE.send("direct:return", message -> message.setBody(token));
        assertThat(PURSE.context().getEndpoint("mock:shop", MockEndpoint.class).getReceivedCounter())
                .isEqualTo(2);
    }

    @Test
    void aTokenOfARouteWhoseFailureWasHandledIsUsed() throws Exception {
        remember();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("mock:handled");
                from("direct:return")
                        .to(VERIFY + "?redirectionIdempotentRepository=#used")
                        .throwException(new IllegalStateException("shop"));
            }
        });
        assertThat(PURSE.send("direct:return", message -> message.setBody(token))
                        .getException())
                .isNull();
        assertThat(PURSE.send("direct:return", message -> message.setBody(token))
                        .getException())
                .isInstanceOf(PurseInvalidRedirectionException.class);
    }

    @Test
    void aTokenWhoseRefetchFailedMayBeUsedAgainThoughTheRouteContinues() throws Exception {
        remember();
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PurseUnavailableException.class).handled(true).to("mock:later");
                from("direct:return")
                        .to(VERIFY
                                + "?redirectionIdempotentRepository=#used&redirectionVerification=fetch&maxRetries=0");
            }
        });
        sandbox.faults().next("getPayment", Fault.status(503));
        PURSE.send("direct:return", message -> message.setBody(token));
        assertThat(PURSE.context().getEndpoint("mock:later", MockEndpoint.class).getReceivedCounter())
                .isEqualTo(1);
        assertThat(PURSE.succeed("direct:return", message -> message.setBody(token))
                        .getHeader(PurseConstants.STATUS))
                .isEqualTo("AUTHORIZED");
    }

    @Test
    void keysAreReadOnceForAllEndpoints() {
        for (String uri : List.of(
                VERIFY, VERIFY + "?redirectionVerification=fetch", VERIFY + "?outputType=map&totalTimeout=5s")) {
            IntStream.range(0, 20).forEach(i -> assertVerified(uri, message -> message.setBody(token)));
        }
        assertThat(PURSE.requests("getSigningKeys")).hasSize(1);
    }

    @Test
    void keysAreReadBeforeTheFirstTokenWithOurOwnToken() throws Exception {
        PURSE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:return").to(VERIFY);
            }
        });
        await().untilAsserted(() -> assertThat(PURSE.requests("getSigningKeys")).hasSize(1));
        assertThat(PURSE.requests("getSigningKeys").get(0).headers())
                .containsKey("authorization")
                .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("camel-purse/"));
    }

    @Test
    void aThousandForgedKeyIdsCauseTwoReads() {
        IntStream.range(0, 1000).parallel().forEach(i -> {
            String forged = forged("RS256", "forged-" + i);
            Exchange exchange = PURSE.send(VERIFY, message -> message.setBody(forged));
            assertThat(exchange.getException())
                    .isInstanceOfSatisfying(PurseInvalidRedirectionException.class, e -> assertThat(e.getReason())
                            .isEqualTo(InvalidRedirectionReason.UNKNOWN_KEY));
        });
        assertThat(PURSE.requests("getSigningKeys")).hasSize(2);
        assertVerified(message -> message.setBody(token));
    }

    @Test
    void aNewKeyIsAcceptedAfterOneReadAndAnOldOneAsLongAsItIsListed() {
        assertVerified(message -> message.setBody(token));
        sandbox.rotateSigningKeys();
        String ofNewKey = sandbox.shopper().redirectionData(session);
        assertVerified(message -> message.setBody(ofNewKey));
        assertVerified(message -> message.setBody(token));
        assertThat(PURSE.requests("getSigningKeys")).hasSize(2);
    }

    @Test
    void aKeyThatWasTakenOffTheListBeforeItWasReadIsUnknown() {
        sandbox.rotateSigningKeys();
        sandbox.retireSigningKeys();
        assertRejected(InvalidRedirectionReason.UNKNOWN_KEY, VERIFY, message -> message.setBody(token));
        assertVerified(message -> message.setBody(sandbox.shopper().redirectionData(session)));
    }

    @Test
    void anOutageDoesNotConcernKnownKeysAndMakesNoTokenInvalid() {
        assertVerified(message -> message.setBody(token));
        sandbox.faults().signingKeysDown();
        assertVerified(message -> message.setBody(token));
        sandbox.rotateSigningKeys();
        String ofNewKey = sandbox.shopper().redirectionData(session);
        PurseUnavailableException failure =
                PURSE.fail(PurseUnavailableException.class, VERIFY, message -> message.setBody(ofNewKey));
        assertThat(failure.isSafeToRetry()).isTrue();
        assertThat(failure.getHttpStatus()).isEqualTo(503);
        assertThat(failure).hasMessageContaining("signing keys cannot be read");
        assertVerified(message -> message.setBody(token));
    }

    @Test
    void aRejectedKeyRequestMakesNoTokenInvalidEither() {
        sandbox.faults().always("getSigningKeys", Fault.forbidden());
        PurseUnavailableException failure =
                PURSE.fail(PurseUnavailableException.class, VERIFY, message -> message.setBody(token));
        assertThat(failure.getHttpStatus()).isEqualTo(403);
    }

    @Test
    void aReadThatFailsOnceIsRetriedByTheClient() {
        sandbox.faults().next("getSigningKeys", Fault.status(503), Fault.badGatewayPage());
        assertVerified(message -> message.setBody(token));
        assertThat(PURSE.requests("getSigningKeys")).hasSize(3);
    }

    @Test
    void stoppingEndsWhoWaitsForKeys() throws Exception {
        sandbox.faults().always("getSigningKeys", Fault.latency(Duration.ofMinutes(10)));
        var pending = PURSE.template()
                .asyncSend(VERIFY, exchange -> exchange.getMessage().setBody(token));
        await().untilAsserted(() -> assertThat(PURSE.requests("getSigningKeys")).isNotEmpty());
        PURSE.context().getComponent("purse").stop();
        assertThat(pending.get(PATIENCE, TimeUnit.SECONDS).getException())
                .isInstanceOf(PurseUnavailableException.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void timesThatMakeNoSenseStopTheStartInWords() {
        assertThatThrownBy(() -> start(VERIFY + "?redirectionSigningKeysCachePeriod=59s"))
                .hasStackTraceContaining(
                        "The option redirectionSigningKeysCachePeriod is 59000: it must be at least 60000");
        assertThatThrownBy(() -> start(VERIFY + "?redirectionSigningKeysOutagePeriod=1m"))
                .hasStackTraceContaining("The option redirectionSigningKeysOutagePeriod is 60000: "
                        + "it must not be less than redirectionSigningKeysCachePeriod, 300000");
    }

    @Test
    void theKeysCanBeReadAsSuch() {
        SigningKeys keys = PURSE.succeed("purse:getSigningKeys?outputType=model", message -> {})
                .getBody(SigningKeys.class);
        assertThat(keys.keys()).isNotEmpty().allSatisfy(key -> assertThat(key.kty())
                .isEqualTo("RSA"));
        assertThat(PURSE.succeed("purse:getSigningKeys", message -> {}).getBody(String.class))
                .startsWith("{\"keys\":[");
    }

    private void start(String uri) throws Exception {
        PURSE.context().getEndpoint(uri).createProducer().start();
    }

    private MemoryIdempotentRepository remember() {
        MemoryIdempotentRepository used = new MemoryIdempotentRepository();
        PURSE.context().getRegistry().bind("used", used);
        return used;
    }

    private void assertVerified(Consumer<Message> request) {
        assertVerified(VERIFY, request);
    }

    private void assertVerified(String uri, Consumer<Message> request) {
        assertThat(PURSE.succeed(uri, request).getHeader(PurseConstants.CLIENT_SESSION_ID))
                .isEqualTo(session);
    }

    private PurseInvalidRedirectionException assertRejected(
            InvalidRedirectionReason reason, String uri, Consumer<Message> request) {
        PurseInvalidRedirectionException failure = PURSE.fail(PurseInvalidRedirectionException.class, uri, request);
        assertThat(failure.getReason()).isEqualTo(reason);
        return failure;
    }

    private String forged(String algorithm) {
        return forged(algorithm, "key");
    }

    private String forged(String algorithm, String keyId) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.US_ASCII))
                + token.substring(token.indexOf('.'));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
