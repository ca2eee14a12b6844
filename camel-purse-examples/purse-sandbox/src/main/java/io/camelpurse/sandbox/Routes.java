package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Which path leads where. */
final class Routes {
    private Routes() {}

    static Router create(Vertx vertx, RunningSandbox sandbox) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            showDate(sandbox, context.response());
            context.next();
        });
        for (ApiOperation operation : ApiOperation.values()) {
            mount(router, sandbox, operation, operation.path());
        }
        mount(router, sandbox, ApiOperation.GET_ACCESS_TOKEN, "/payment/oauth/token");
        mount(router, sandbox, ApiOperation.GET_ACCESS_TOKEN, "/payment/v2/oauth/token");
        new HostedPages(sandbox).mount(router);
        new ControlApi(sandbox).mount(router);
        router.get("/").handler(context -> new IndexPage(sandbox).show(context.response()));
        router.route().last().handler(context -> unknown(sandbox, context.request()));
        router.errorHandler(500, context -> {
            if (!context.response().ended() && !context.response().headWritten()) {
                Problem problem = Problem.of(500, "internal-error", "Internal Server Error", "See the sandbox's log");
                Responses.problem(context.response(), problem, context.request().path());
            }
        });
        return router;
    }

    private static void mount(Router router, RunningSandbox sandbox, ApiOperation operation, String path) {
        router.route(HttpMethod.valueOf(operation.method()), path)
                .handler(context -> Bodies.read(context.request(), body -> new ApiCall(
                                sandbox, operation, context.request(), context.pathParam("id"), body)
                        .start()));
    }

    /** As HTTP requires of a server with a clock, and at the time of the response. */
    private static void showDate(RunningSandbox sandbox, HttpServerResponse response) {
        response.headersEndHandler(ignored -> response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        sandbox.clock.instant().atZone(ZoneOffset.UTC))));
    }

    private static void unknown(RunningSandbox sandbox, HttpServerRequest request) {
        Bodies.read(request, body -> {
            sandbox.journal.arrive(null, request, body).responded(404);
            Problem problem = Problem.of(404, "not-found", "Not found", "There is nothing at this path and method");
            Responses.problem(request.response(), problem, request.path());
        });
    }
}
