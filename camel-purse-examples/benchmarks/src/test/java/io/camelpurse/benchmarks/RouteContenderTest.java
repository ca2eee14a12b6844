package io.camelpurse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.PurseConstants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteContenderTest {

    @Test
    void theRouteOverCamelHttpSetsWhatTheComponentSets() throws Exception {
        try (Upstream upstream = Upstream.start();
                RouteContender purse = RouteContender.purse(upstream, 1, "");
                RouteContender http = RouteContender.camelHttp(upstream, 1, 1, purse.accessToken())) {
            Map<String, Object> byPurse =
                    purse.headers(new Capture(upstream.openPayments(1).get(0)));
            Map<String, Object> byHttp =
                    http.headers(new Capture(upstream.openPayments(1).get(0)));

            assertThat(byPurse).containsKeys(PurseConstants.TOTAL_CAPTURED, PurseConstants.OPERATION_STATUS);
            // What no response says, a route over HTTP does not know.
            byPurse.keySet()
                    .removeAll(List.of(
                            PurseConstants.HTTP_RESPONSE_CODE,
                            PurseConstants.ATTEMPTS,
                            PurseConstants.DUPLICATE,
                            PurseConstants.IDEMPOTENCY_KEY_USED));
            assertThat(byHttp.keySet()).containsAll(byPurse.keySet());
        }
    }
}
