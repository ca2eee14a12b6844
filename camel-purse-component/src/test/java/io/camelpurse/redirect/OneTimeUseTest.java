package io.camelpurse.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.camelpurse.InvalidRedirectionReason;
import io.camelpurse.fixture.PurseExtension;
import io.camelpurse.message.ExchangeUpdate;
import io.camelpurse.message.Validated;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each redirection token passes once, and none is lost to a crash. */
class OneTimeUseTest {

    @RegisterExtension
    static final PurseExtension PURSE = PurseExtension.builder().sharedContext().build();

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:04:59Z");

    private final Map<String, Object> kept = new HashMap<>();
    private int failures;
    private String down;
    private final IdempotentRepository repository = new MemoryIdempotentRepository(kept) {
        @Override
        public boolean add(String key) {
            if (key.equals(down)) {
                throw new IllegalStateException("down");
            }
            return super.add(key);
        }

        @Override
        public boolean remove(String key) {
            if (failures-- > 0) {
                throw new IllegalStateException("down");
            }
            return super.remove(key);
        }
    };

    @Test
    void aTokenWhoseRouteSucceededIsRejectedForever() throws Exception {
        succeed(use(BEGIN));
        assertUsed(BEGIN);
        assertUsed(BEGIN.plus(OneTimeUse.CLAIM_TIME.multipliedBy(100)));
        assertThat(kept).containsOnlyKeys("token");
    }

    @Test
    void aTokenWhoseRouteFailedMayBeUsedAgain() throws Exception {
        Exchange exchange = use(BEGIN);
        exchange.setException(new IllegalStateException());
        succeed(exchange);
        assertThat(kept).isEmpty();
        use(BEGIN);
    }

    @Test
    void aTokenWhoseCallFailedMayBeUsedAgain() throws Exception {
        CompletableFuture<?> failing = oneTimeUse(BEGIN)
                .once(exchange(), "token", () -> CompletableFuture.failedFuture(new IllegalStateException()));
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        use(BEGIN);
    }

    @Test
    void aTokenInUseIsRejectedOnEitherSideOfAPeriodsEndAndByAClockThatDiffers() throws Exception {
        use(BEGIN);
        assertUsed(BEGIN);
        assertUsed(BEGIN.plusSeconds(2));
        assertUsed(BEGIN.minus(OneTimeUse.CLAIM_TIME).plusSeconds(1));
        assertUsed(BEGIN.plus(OneTimeUse.CLAIM_TIME));
    }

    @Test
    void aTokenWhoseRouteNeverEndedMayBeUsedAgainWhenTheClaimHasExpired() throws Exception {
        use(BEGIN);
        Instant later = BEGIN.plus(OneTimeUse.CLAIM_TIME.multipliedBy(2));
        succeed(use(later));
        assertUsed(later);
    }

    @Test
    void theSecondKeyOfAClaimIsReleasedThoughTheFirstOneCannotBe() throws Exception {
        Exchange exchange = use(BEGIN);
        assertThat(kept).hasSize(2);
        failures = 1;
        exchange.setException(new IllegalStateException());
        succeed(exchange);
        assertThat(kept).hasSize(1);
    }

    @Test
    void aTokenThatCannotBeStoredLeavesNoClaim() throws Exception {
        Exchange exchange = use(BEGIN);
        down = "token";
        succeed(exchange);
        assertThat(kept).isEmpty();
    }

    /** As a producer does: the exchange's route goes on with it. */
    private Exchange use(Instant now) throws Exception {
        Exchange exchange = exchange();
        once(exchange, now)
                .fold(Function.identity(), reason -> fail("rejected: " + reason))
                .applyTo(exchange);
        return exchange;
    }

    private void assertUsed(Instant now) throws Exception {
        assertThat(once(exchange(), now)).isEqualTo(Validated.rejected(InvalidRedirectionReason.USED_BEFORE));
    }

    private Validated<ExchangeUpdate, InvalidRedirectionReason> once(Exchange exchange, Instant now) throws Exception {
        return oneTimeUse(now)
                .once(exchange, "token", () -> CompletableFuture.completedFuture(passed -> {}))
                .get();
    }

    private static void succeed(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private OneTimeUse oneTimeUse(Instant now) {
        return new OneTimeUse(repository, Runnable::run, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Exchange exchange() {
        return new DefaultExchange(PURSE.context());
    }
}
