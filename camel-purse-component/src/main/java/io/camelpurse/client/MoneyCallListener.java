package io.camelpurse.client;

/** Receives each step of the protocol. */
interface MoneyCallListener {

    void took(MoneyTransition transition, MoneyRequest request);

    void took(ReversalTransition transition, ReversalRequest request);
}
