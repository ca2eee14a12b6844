package io.camelpurse.client;

import io.camelpurse.text.LoggableText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each step of the protocol at DEBUG, so that a recovery can be followed. */
final class MoneyCallLog implements MoneyCallListener {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyCall.class);
    private static final Logger OF_REVERSALS = LoggerFactory.getLogger(ReversalCall.class);

    @Override
    public void took(MoneyTransition transition, MoneyRequest request) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        request.logContext()
                .write(() -> LOG.debug(
                        "{} with idempotency key {}: {} -> {}: {} (exchange {})",
                        request,
                        request.idempotencyKey(),
                        transition.from(),
                        transition.to(),
                        transition.event(),
                        request.exchangeId()));
    }

    @Override
    public void took(ReversalTransition transition, ReversalRequest request) {
        if (!OF_REVERSALS.isDebugEnabled()) {
            return;
        }
        request.logContext()
                .write(() -> OF_REVERSALS.debug(
                        "{} for document {}: {} -> {}: {} (exchange {})",
                        request,
                        LoggableText.id(request.document()),
                        transition.from(),
                        transition.to(),
                        transition.event(),
                        request.exchangeId()));
    }
}
