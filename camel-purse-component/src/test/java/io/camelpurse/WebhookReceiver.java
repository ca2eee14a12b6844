package io.camelpurse;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.service.ServiceSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** A Camel context that receives webhooks on an HTTP engine, and a caller that may do to it whatever it wants. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "a-long-random-text";
    static final String HEADER = "x-camel-purse-token";
    static final String PATH = "/purse/webhook";

    /** What listens. */
    enum Engine {
        MAIN {
            @Override
            void listen(CamelContext context, int port) throws Exception {
                MainHttpServer server = new MainHttpServer();
                server.setHost("127.0.0.1");
                server.setPort(port);
                context.addService(server);
            }
        },
        VERTX {
            @Override
            void listen(CamelContext context, int port) throws Exception {
                VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
                http.setBindHost("127.0.0.1");
                http.setBindPort(port);
                context.addService(new VertxPlatformHttpServer(http));
            }
        },
        JETTY {
            @Override
            void listen(CamelContext context, int port) {
                RestConfiguration rest = new RestConfiguration();
                rest.setComponent("jetty");
                rest.setHost("127.0.0.1");
                rest.setPort(port);
                context.setRestConfiguration(rest);
            }
        },
        SERVLET {
            @Override
            void listen(CamelContext context, int port) throws Exception {
                ServletHolder servlet = new ServletHolder("CamelServlet", new CamelHttpTransportServlet());
                servlet.setInitOrder(1);
                ServletContextHandler servlets = new ServletContextHandler("/");
                servlets.addServlet(servlet, "/*");
                Server server = new Server(new InetSocketAddress("127.0.0.1", port));
                server.setHandler(servlets);
                context.addService(new ServiceSupport() {
                    @Override
                    protected void doStart() throws Exception {
                        server.start();
                    }

                    @Override
                    protected void doStop() throws Exception {
                        server.stop();
                    }
                });
                RestConfiguration rest = new RestConfiguration();
                rest.setComponent("servlet");
                context.setRestConfiguration(rest);
            }
        };

        abstract void listen(CamelContext context, int port) throws Exception;
    }

    /** How a server answered on a bare socket. */
    record Answer(int status, String text) {}

    private final CamelContext context = new DefaultCamelContext();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    private WebhookReceiver(Engine engine) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        configuration().setWebhookVerifyToken(SECRET);
        context.getShutdownStrategy().setTimeout(10);
        if (engine == Engine.MAIN || engine == Engine.VERTX) {
            // The server closes one that it was given, and leaves open one that it made.
            context.getRegistry().bind("vertx", Vertx.vertx());
        }
        engine.listen(context, port);
        context.start();
    }

    static WebhookReceiver on(Engine engine) throws Exception {
        return new WebhookReceiver(engine);
    }

    static WebhookReceiver start() throws Exception {
        return on(Engine.VERTX);
    }

    WebhookReceiver with(Consumer<PurseConfiguration> change) {
        change.accept(configuration());
        return this;
    }

    CamelContext context() {
        return context;
    }

    PurseConfiguration configuration() {
        return context.getComponent("purse", PurseComponent.class).getConfiguration();
    }

    PurseEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, PurseEndpoint.class);
    }

    int port() {
        return port;
    }

    /** A route to an endpoint that keeps what it hears. */
    MockEndpoint hear(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("heard").to("mock:heard");
            }
        });
        return context.getEndpoint("mock:heard", MockEndpoint.class);
    }

    void route(String uri, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("processed").process(processor);
            }
        });
    }

    HttpRequest.Builder request() {
        return request(PATH);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<Integer> sendAsync(byte[] body) {
        HttpRequest request = request()
                .header(HEADER, SECRET)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
    }

    int post(String body) throws Exception {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    int post(byte[] body) throws Exception {
        return sendAsync(body).get();
    }

    /** Sends exactly these lines and bytes, and reads the status. */
    Answer raw(String head, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            OutputStream output = socket.getOutputStream();
            output.write(
                    (head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            output.write(body);
            output.flush();
            return answer(socket);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** What came until the server closed, or 0 where it said nothing. */
    static Answer answer(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        String text = new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Answer(text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]), text);
    }

    @Override
    public void close() {
        context.stop();
    }
}
