package io.camelpurse.producer;

import io.camelpurse.PurseConfiguration;
import io.camelpurse.client.PurseClient;
import io.camelpurse.redirect.RedirectionCheck;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;

/** What a producer needs of its endpoint. */
public interface ProducerServices {

    PurseConfiguration configuration();

    /** The id in the endpoint URI of the resource that the operation is about, or {@code null}. */
    String resourceId();

    CallCounters counters();

    /** Shared by all producers of an endpoint, so that it warns once. */
    AtomicBoolean warnedOfRandomKey();

    /**
     * The client for the endpoint's account and limits.
     *
     * @throws Exception if the endpoint is not configured as it has to be
     */
    PurseClient client() throws Exception;

    /** Verifies redirection data as the endpoint is configured. */
    RedirectionCheck redirectionCheck(PurseClient client) throws Exception;

    /** What carries an exchange on after a response, never the thread that serves the connections. */
    Executor continuation(Exchange exchange);
}
