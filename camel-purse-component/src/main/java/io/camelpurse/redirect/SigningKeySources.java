package io.camelpurse.redirect;

import io.camelpurse.PurseOperation;
import io.camelpurse.client.AccountSettings;
import io.camelpurse.client.ExpectedResponse;
import io.camelpurse.client.PurseClient;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.client.PurseResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.spi.ThreadPoolProfile;

/** The signing keys of a component: one source per account and API, shared by all its endpoints. */
public final class SigningKeySources {

    private record Owner(AccountSettings account, String apiUrl, Duration maxAge, Duration outageTime) {}

    private record Running(SigningKeySource source, ScheduledExecutorService thread) {}

    private final CamelContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Owner, Running> sources = new HashMap<>();
    private final String threadName;

    /**
     * @param threadName of the thread that fetches keys
     */
    public SigningKeySources(CamelContext context, String threadName) {
        this.context = context;
        this.threadName = threadName;
    }

    public SigningKeySource source(
            PurseClient client, AccountSettings account, String apiUrl, SigningKeySettings settings) {
        lock.lock();
        try {
            Owner owner = new Owner(account, apiUrl, settings.maxAge(), settings.outageTime());
            return sources.computeIfAbsent(owner, added -> run(client, settings))
                    .source();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long the keys have been known or, as long as none could be fetched, needed; of several sources, the longest.
     * {@code null} if none are needed.
     */
    public Duration age() {
        return all().stream()
                .map(SigningKeySource::age)
                .max(Duration::compareTo)
                .orElse(null);
    }

    /** Sets state, message and details of the source in the worst state; unknown if there is none. */
    public HealthCheckResultBuilder health(HealthCheckResultBuilder result) {
        return SigningKeysHealth.describe(all(), result);
    }

    public void stop() {
        lock.lock();
        try {
            sources.values().forEach(running -> {
                context.getExecutorServiceManager().shutdownNow(running.thread());
                running.source().close();
            });
            sources.clear();
        } finally {
            lock.unlock();
        }
    }

    private List<SigningKeySource> all() {
        lock.lock();
        try {
            return sources.values().stream().map(Running::source).toList();
        } finally {
            lock.unlock();
        }
    }

    private Running run(PurseClient client, SigningKeySettings settings) {
        ThreadPoolProfile profile = new ThreadPoolProfile(threadName);
        profile.setPoolSize(1);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        ScheduledExecutorService thread =
                context.getExecutorServiceManager().newScheduledThreadPool(this, threadName, profile);
        PurseRequest request = PurseRequest.read(PurseOperation.getSigningKeys, null, null)
                // What is no set of keys is for the source to reject, which keeps those that it has.
                .expecting(ExpectedResponse.any());
        SigningKeySource source = new SigningKeySource(
                () -> client.call(request).thenApply(PurseResponse::json), settings, client.time(), thread);
        return new Running(source, thread);
    }
}
