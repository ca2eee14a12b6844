package io.camelpurse.sandbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.RSAKey;
import io.camelpurse.sandbox.books.Agenda;
import io.camelpurse.sandbox.books.Books;
import io.camelpurse.sandbox.books.Ids;
import io.camelpurse.sandbox.books.MovableClock;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/** All parts of a running sandbox. Their state belongs to the loop. */
final class Core {
    static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    final Vertx vertx;
    final SandboxOptions options;
    final Ids ids;
    final MovableClock clock = new MovableClock(Clock.systemUTC());
    final Agenda agenda = new Agenda(clock);
    final Books books;
    final Accounts accounts;
    final Tokens tokens;
    final SigningKeys signingKeys;
    final FaultRules faults = new FaultRules();
    final Journal journal;
    final WebhookSender webhooks;
    final StalePayments stalePayments = new StalePayments();

    private String baseUrl;
    private int epoch;

    Core(Vertx vertx, SandboxOptions options, RSAKey signingKey) {
        this.vertx = vertx;
        this.options = options;
        ids = new Ids(options.seed());
        accounts = new Accounts(ids);
        tokens = new Tokens(ids, clock, options.tokenLifetime());
        signingKeys = new SigningKeys(ids, signingKey);
        journal = new Journal(clock, options.journalLimit());
        webhooks = new WebhookSender(vertx, clock, agenda, ids, faults, options);
        books = new Books(options.settings(), clock, ids, agenda, () -> baseUrl, webhooks::accept);
        new AgendaDriver(vertx, clock, agenda);
    }

    String baseUrl() {
        return baseUrl;
    }

    void listensAt(String url) {
        baseUrl = url;
    }

    /** Changes with every reset: what was begun in an earlier epoch must not touch the books any more. */
    int epoch() {
        return epoch;
    }

    void advance(Duration duration) {
        clock.advance(duration);
        agenda.runDue();
    }

    /** Makes a new signing key without holding up the loop, installs it, then goes on. */
    void rotateSigningKeys(Runnable then) {
        vertx.executeBlocking(SigningKeys::generate).onSuccess(key -> {
            signingKeys.install(key);
            then.run();
        });
    }

    void reset() {
        epoch++;
        agenda.clear();
        clock.reset();
        books.clear();
        tokens.revokeAll();
        faults.reset();
        journal.clear();
        stalePayments.clear();
        webhooks.clear();
    }
}
