package io.camelpurse.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;

/** Creates the clients of one component, and ends their calls when it stops. */
public final class PurseClients extends ServiceSupport {

    private static final int LONGEST_TOKEN_RESPONSE = 256 * 1024;

    private final CamelContext camelContext;
    private final TimeSource time;
    private final Randomness randomness;
    private final String userAgent;
    private final String threadSuffix;
    private final IoThreads ioThreads = new IoThreads();
    private ScheduledExecutorService executor;
    private OpenCalls openCalls;
    private CallTimer timer;
    private ConnectionPools pools;
    private SharedClientState shared;

    /**
     * Makes nothing yet.
     *
     * @param camelContext where threads and the HTTP component come from
     * @param time         by which deadlines are kept and tokens expire
     * @param randomness   spreads retries
     * @param threadSuffix what the names of threads end with, to distinguish those of two components
     */
    public PurseClients(CamelContext camelContext, TimeSource time, Randomness randomness, String threadSuffix) {
        this.camelContext = camelContext;
        this.time = time;
        this.randomness = randomness;
        this.userAgent = "camel-purse/" + version();
        this.threadSuffix = threadSuffix;
    }

    /**
     * The client of one endpoint.
     *
     * @param settings what the endpoint is configured with
     * @param ready    a client to use instead of one that {@code settings} describe, or {@code null}
     * @return a client that works until this service is stopped
     * @throws Exception if the HTTP component is missing, or set up in a way that cannot be followed
     */
    public PurseClient client(ClientSettings settings, CloseableHttpAsyncClient ready) throws Exception {
        ConnectionPools.Connections connections = pools.connections(settings.connections(), ready);
        CallSettings calls = settings.calls();
        HttpTransport transport = new HttpTransport(
                connections.client(),
                timer,
                calls.responseTimeout().or(connections::responseTimeout).orElse(CallSettings.DEFAULT_RESPONSE_TIMEOUT),
                connections.connectionRequestTimeout(),
                calls.maxResponseSize());
        // Calls of other endpoints may wait for the same token: no narrow limit of this one counts.
        HttpTransport tokenTransport = new HttpTransport(
                connections.client(),
                timer,
                CallSettings.DEFAULT_RESPONSE_TIMEOUT,
                connections.connectionRequestTimeout(),
                LONGEST_TOKEN_RESPONSE);
        return shared.client(settings, transport, tokenTransport);
    }

    /**
     * The account of a client counts for {@link #apiStates} from now on.
     *
     * @param client of this component
     */
    public void use(PurseClient client) {
        shared.use(client.sender());
    }

    /**
     * The account of a client does not count any more, unless another client of it is used.
     *
     * @param client of this component
     */
    public void release(PurseClient client) {
        if (shared != null) {
            shared.release(client.sender());
        }
    }

    /**
     * What the calls of each account that is used have shown of Purse.
     *
     * @param interval after which a read shows it where there are no calls. It begins now, and this method does not
     *     wait for it
     * @return nothing before an endpoint has started
     */
    public List<ApiState> apiStates(Duration interval) {
        return shared == null ? List.of() : shared.apiStates(interval);
    }

    /**
     * Whether the current thread serves connections of these clients.
     *
     * @return {@code false} also for the threads of a client that was passed in
     */
    public boolean isOnIoThread() {
        return ioThreads.areCurrent();
    }

    /**
     * The figures of all clients together.
     *
     * @return zeros before the start
     */
    public ClientFigures figures() {
        return shared == null ? ClientFigures.NONE : shared.figures(pools.counts());
    }

    @Override
    protected void doStart() {
        ThreadPoolProfile profile = new ThreadPoolProfile("PurseTimer" + threadSuffix);
        profile.setPoolSize(1);
        // Camel's default turns the 1,001st away, and calls that wait for a token or a retry are in this queue.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        executor = camelContext
                .getExecutorServiceManager()
                .newScheduledThreadPool(this, "PurseTimer" + threadSuffix, profile);
        openCalls = new OpenCalls();
        timer = new CallTimer(Scheduler.of(executor), openCalls, time);
        pools = new ConnectionPools(camelContext, userAgent, threadSuffix, ioThreads);
        shared = new SharedClientState(timer, randomness, userAgent, new MoneyCallLog());
    }

    @Override
    protected void doStop() {
        openCalls.endAll();
        pools.close();
        camelContext.getExecutorServiceManager().shutdownNow(executor);
    }

    /** The build writes it into a resource. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream resource = PurseClients.class.getResourceAsStream("/io/camelpurse/version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from the component's jar", e);
        }
        return properties.getProperty("version");
    }
}
