package io.camelpurse.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each step of the protocol at DEBUG, so that a recovery can be followed. */
final class MoneyCallLog implements MoneyCallListener {

    private static final Logger LOG = LoggerFactory.getLogger(MoneyCall.class);

    @Override
    public void took(MoneyTransition transition, MoneyRequest request) {
        LOG.debug(
                "{} with idempotency key {}: {} -> {}: {}",
                request,
                request.idempotencyKey(),
                transition.from(),
                transition.to(),
                transition.event());
    }
}
