package io.camelpurse.examples.quarkus;

import io.camelpurse.sandbox.FreePort;
import io.camelpurse.sandbox.PurseSandbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Purse of the test's own, known to the application by its properties. */
public class Sandbox implements QuarkusTestResourceLifecycleManager {

    private final PurseSandbox purse = PurseSandbox.start();

    @Override
    public Map<String, String> start() {
        int port = FreePort.find();
        return Map.of(
                "quarkus.http.test-port", Integer.toString(port),
                "camel.component.purse.api-url", purse.apiUrl(),
                "camel.component.purse.webhook-url", "http://127.0.0.1:" + port + "/purse/webhook",
                "PURSE_CLIENT_ID", purse.account().clientId(),
                "PURSE_CLIENT_SECRET", purse.account().clientSecret(),
                "PURSE_ENTITY_ID", purse.account().entityId(),
                "PURSE_WEBHOOK_TOKEN", "webhook-token-of-this-test-0123456789");
    }

    @Override
    public void inject(TestInjector test) {
        test.injectIntoFields(purse, new TestInjector.MatchesType(PurseSandbox.class));
    }

    @Override
    public void stop() {
        purse.close();
    }
}
