package io.camelpurse.documentation;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The component {@code jms} without a broker: keeps what arrives at queues, and why exchanges failed. */
final class StubQueues {

    private final Map<String, Queue<Message>> received = new HashMap<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    /** @param read the queues that no other route reads */
    StubQueues(CamelContext context, String... read) throws Exception {
        StubComponent broker = new StubComponent();
        broker.setDefaultPollTimeout(50);
        context.addComponent("jms", broker);
        for (String queue : read) {
            Queue<Message> messages = new ConcurrentLinkedQueue<>();
            received.put(queue, messages);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:queue:" + queue)
                            .process(exchange ->
                                    messages.add(exchange.getMessage().copy()));
                }
            });
        }
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeFailedEvent failure) {
                    failures.add(failure.getExchange().getException());
                }
            }
        });
    }

    Queue<Message> received(String queue) {
        return received.get(queue);
    }

    /** Of all exchanges of the context that ended with an exception. */
    Queue<Exception> failures() {
        return failures;
    }
}
