package io.camelpurse.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @AutoClose
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final Exchange exchange = new DefaultExchange(context);

    @Test
    void theContextIsThatOfTheMessage() {
        exchange.getMessage().setHeader("traceparent", PARENT);
        assertThat(TraceContext.headers(exchange)).isEqualTo(Map.of("traceparent", PARENT));
        exchange.getMessage().setHeader("tracestate", "rojo=00f067aa0ba902b7");
        assertThat(TraceContext.headers(exchange))
                .isEqualTo(Map.of("traceparent", PARENT, "tracestate", "rojo=00f067aa0ba902b7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx-evil: 1"})
    void whatIsNoContextIsLeftOut(String parent) {
        exchange.getMessage().setHeader("traceparent", parent);
        exchange.getMessage().setHeader("tracestate", "rojo=00f067aa0ba902b7");
        assertThat(TraceContext.headers(exchange)).isEmpty();
    }

    @Test
    void aStateWithALineBreakIsLeftOut() {
        exchange.getMessage().setHeader("traceparent", PARENT);
        exchange.getMessage().setHeader("tracestate", "rojo=1\r\nx-evil: 1");
        assertThat(TraceContext.headers(exchange)).containsOnlyKeys("traceparent");
    }
}
