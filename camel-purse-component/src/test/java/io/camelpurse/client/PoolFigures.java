package io.camelpurse.client;

import io.camelpurse.PurseComponent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;

/** The figures that the pools, the timer and the list of open calls keep themselves. */
public final class PoolFigures {

    private PoolFigures() {}

    /** What a component calls its servers with. */
    public static PurseClients clients(PurseComponent component) {
        return (PurseClients) field(component, "clients");
    }

    /** What a client's pool says of all its connections together. */
    public static PoolStats of(CloseableHttpAsyncClient client) {
        return ((ConnPoolControl<?>) field(client, "manager")).getTotalStats();
    }

    /** How many connections of the component's own pools are leased. */
    public static int leased(PurseClients clients) {
        return pools(clients).values().stream()
                .mapToInt(client -> of(client).getLeased())
                .sum();
    }

    /** How many connections of the component's own pools are open and free. */
    public static int available(PurseClients clients) {
        return pools(clients).values().stream()
                .mapToInt(client -> of(client).getAvailable())
                .sum();
    }

    /** How many calls wait for a connection of the component's own pools. */
    public static int pending(PurseClients clients) {
        return pools(clients).values().stream()
                .mapToInt(client -> of(client).getPending())
                .sum();
    }

    /** How many calls the component holds to be under way. */
    public static int openCalls(PurseClients clients) {
        return ((OpenCalls) field(clients, "openCalls")).size();
    }

    /** How many ends of calls, and ends of waits, are still to come. */
    public static long timers(PurseClients clients) {
        return scheduled(clients, "executor");
    }

    /** How many entries a collection has that an object holds. */
    public static int size(Object owner, String collection) {
        return ((Collection<?>) field(owner, collection)).size();
    }

    /** How many tasks are still to come of a scheduler that an object holds. */
    public static long scheduled(Object owner, String name) {
        Object scheduler = field(owner, name);
        while (!(scheduler instanceof ScheduledThreadPoolExecutor)) {
            scheduler = field(scheduler, "delegate");
        }
        return ((ScheduledThreadPoolExecutor) scheduler)
                .getQueue().stream()
                        .filter(task -> !((Future<?>) task).isCancelled())
                        .count();
    }

    /** How many pools, tokens, budgets, keys and currencies the clients of a component keep between calls. */
    public static int kept(PurseClients clients) {
        Object shared = field(clients, "shared");
        return pools(clients).size()
                + Stream.of("tokens", "budgets", "recentKeys", "currencies")
                        .mapToInt(name -> ((Map<?, ?>) field(shared, name)).size())
                        .sum();
    }

    @SuppressWarnings("unchecked")
    private static Map<ConnectionSettings, CloseableHttpAsyncClient> pools(PurseClients clients) {
        return (Map<ConnectionSettings, CloseableHttpAsyncClient>) field(field(clients, "pools"), "httpClients");
    }

    /** What an object holds in a field. */
    public static Object part(Object owner, String name) {
        return field(owner, name);
    }

    private static Object field(Object object, String name) {
        try {
            Field field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(object.getClass() + " has no field " + name, e);
        }
    }
}
