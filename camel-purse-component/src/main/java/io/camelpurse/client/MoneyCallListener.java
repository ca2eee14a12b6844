package io.camelpurse.client;

/** Learns of each step of the protocol. */
@FunctionalInterface
interface MoneyCallListener {

    void took(MoneyTransition transition, MoneyRequest request);
}
