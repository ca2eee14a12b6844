package io.camelpurse.simulation;

import io.camelpurse.client.SimulatedInstance.Exchange;
import java.util.Map;

/** What reaches an instance only while it lives. */
record AliveExchange(Exchange exchange, Instance instance) implements Exchange {

    @Override
    public boolean leave() {
        return !instance.isCrashed() && exchange.leave();
    }

    @Override
    public boolean isOpen() {
        return !instance.isCrashed() && exchange.isOpen();
    }

    @Override
    public void broken(String how) {
        if (!instance.isCrashed()) {
            exchange.broken(how);
        }
    }

    @Override
    public void respond(int status, Map<String, String> headers, byte[] body) {
        if (!instance.isCrashed()) {
            exchange.respond(status, headers, body);
        }
    }
}
