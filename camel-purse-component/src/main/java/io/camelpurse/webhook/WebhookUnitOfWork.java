package io.camelpurse.webhook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.spi.UnitOfWork;

/**
 * The unit of work of a notification's exchange: Camel's own, which also records that a transaction was rolled back by
 * {@code markRollbackOnlyLast}. The transaction error handler clears that mark, and an exception with it, before the
 * consumer gets the exchange back, but it ends the transaction here before that.
 */
final class WebhookUnitOfWork implements UnitOfWork {

    private final UnitOfWork camels;
    private final Exchange exchange;
    private final Deque<Object> transactions = new ArrayDeque<>();
    private volatile boolean rolledBack;

    WebhookUnitOfWork(UnitOfWork camels, Exchange exchange) {
        this.camels = camels;
        this.exchange = exchange;
    }

    /**
     * Whether a transaction was rolled back. If transactions are nested, the outer one decides. With
     * PROPAGATION_REQUIRES_NEW, Camel begins one for each node within that of the policy; these are not distinguished.
     */
    boolean isRolledBack() {
        return rolledBack;
    }

    @Override
    public void beginTransactedBy(Object key) {
        transactions.push(key);
        camels.beginTransactedBy(key);
    }

    @Override
    public void endTransactedBy(Object key) {
        if (exchange.isRollbackOnlyLast() && transactions.stream().allMatch(key::equals)) {
            rolledBack = true;
        }
        transactions.poll();
        camels.endTransactedBy(key);
    }

    @Override
    public boolean isTransacted() {
        return camels.isTransacted();
    }

    @Override
    public boolean isTransactedBy(Object key) {
        return camels.isTransactedBy(key);
    }

    @Override
    public void reset() {
        camels.reset();
    }

    @Override
    public boolean onPrepare(Exchange prepared) {
        return camels.onPrepare(prepared);
    }

    @Override
    public void addSynchronization(Synchronization synchronization) {
        camels.addSynchronization(synchronization);
    }

    @Override
    public void removeSynchronization(Synchronization synchronization) {
        camels.removeSynchronization(synchronization);
    }

    @Override
    public boolean containsSynchronization(Synchronization synchronization) {
        return camels.containsSynchronization(synchronization);
    }

    @Override
    public void handoverSynchronization(Exchange target) {
        camels.handoverSynchronization(target);
    }

    @Override
    public void handoverSynchronization(Exchange target, Predicate<Synchronization> filter) {
        camels.handoverSynchronization(target, filter);
    }

    @Override
    public void done(Exchange ended) {
        camels.done(ended);
    }

    @Override
    public void beforeRoute(Exchange routed, Route route) {
        camels.beforeRoute(routed, route);
    }

    @Override
    public void afterRoute(Exchange routed, Route route) {
        camels.afterRoute(routed, route);
    }

    @Override
    public Message getOriginalInMessage() {
        return camels.getOriginalInMessage();
    }

    @Override
    public Route getRoute() {
        return camels.getRoute();
    }

    @Override
    public void pushRoute(Route route) {
        camels.pushRoute(route);
    }

    @Override
    public Route popRoute() {
        return camels.popRoute();
    }

    @Override
    public int routeStackLevel() {
        return camels.routeStackLevel();
    }

    @Override
    public int routeStackLevel(boolean includeRouteTemplate, boolean includeKamelet) {
        return camels.routeStackLevel(includeRouteTemplate, includeKamelet);
    }

    @Override
    public boolean isBeforeAfterProcess() {
        return camels.isBeforeAfterProcess();
    }

    @Override
    public AsyncCallback beforeProcess(Processor processor, Exchange processed, AsyncCallback callback) {
        return camels.beforeProcess(processor, processed, callback);
    }

    @Override
    public void afterProcess(Processor processor, Exchange processed, AsyncCallback callback, boolean doneSync) {
        camels.afterProcess(processor, processed, callback, doneSync);
    }

    @Override
    public UnitOfWork createChildUnitOfWork(Exchange child) {
        return camels.createChildUnitOfWork(child);
    }

    @Override
    public void setParentUnitOfWork(UnitOfWork parent) {
        camels.setParentUnitOfWork(parent);
    }
}
