package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.RSAKey;
import io.camelpurse.sandbox.state.Ids;
import io.camelpurse.sandbox.state.Ledger;
import io.camelpurse.sandbox.state.MovableClock;
import io.camelpurse.sandbox.state.Schedule;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** All parts of a running sandbox. Their state belongs to the loop. */
final class RunningSandbox {
    static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    final Vertx vertx;
    final SandboxOptions options;
    final Ids ids;
    final MovableClock clock = new MovableClock(Clock.systemUTC());
    final Schedule schedule = new Schedule(clock);
    final Ledger ledger;
    final Accounts accounts;
    final Tokens tokens;
    final SigningKeys signingKeys;
    final FaultRules faults = new FaultRules();
    final Journal journal;
    final WebhookSender webhooks;
    final StalePayments stalePayments = new StalePayments();

    private String baseUrl;
    private int epoch;

    RunningSandbox(Vertx vertx, SandboxOptions options, RSAKey signingKey) {
        this.vertx = vertx;
        this.options = options;
        ids = new Ids(options.seed());
        accounts = new Accounts(ids);
        tokens = new Tokens(ids, clock, options.tokenLifetime());
        signingKeys = new SigningKeys(ids, signingKey);
        journal = new Journal(clock, options.journalLimit());
        webhooks = new WebhookSender(vertx, clock, schedule, ids, faults, options);
        ledger = new Ledger(options.settings(), clock, ids, schedule, () -> baseUrl, webhooks::accept);
        new ScheduleDriver(vertx, clock, schedule);
    }

    String baseUrl() {
        return baseUrl;
    }

    void listensAt(String url) {
        baseUrl = url;
    }

    /** Changes with every reset: what was begun in an earlier epoch must not change the ledger any more. */
    int epoch() {
        return epoch;
    }

    void advance(Duration duration) {
        clock.advance(duration);
        schedule.runDue();
    }

    /** Makes a new signing key without holding up the loop, installs it, then goes on. */
    void rotateSigningKeys(Runnable then) {
        vertx.executeBlocking(signingKeys::next).onSuccess(key -> {
            signingKeys.install(key);
            then.run();
        });
    }

    void reset() {
        epoch++;
        schedule.clear();
        clock.reset();
        ledger.clear();
        tokens.revokeAll();
        faults.reset();
        journal.clear();
        stalePayments.clear();
        webhooks.clear();
    }
}
