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

    static Router create(Vertx vertx, Core core) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            showDate(core, context.response());
            context.next();
        });
        for (ApiOperation operation : ApiOperation.values()) {
            mount(router, core, operation, operation.path());
        }
        mount(router, core, ApiOperation.GET_ACCESS_TOKEN, "/payment/oauth/token");
        mount(router, core, ApiOperation.GET_ACCESS_TOKEN, "/payment/v2/oauth/token");
        new HostedPages(core).mount(router);
        new ControlApi(core).mount(router);
        router.get("/").handler(context -> new IndexPage(core).show(context.response()));
        router.route().last().handler(context -> unknown(core, context.request()));
        router.errorHandler(500, context -> {
            if (!context.response().ended() && !context.response().headWritten()) {
                Problem problem = Problem.of(500, "internal-error", "Internal Server Error", "See the sandbox's log");
                Responses.problem(context.response(), problem, context.request().path());
            }
        });
        return router;
    }

    private static void mount(Router router, Core core, ApiOperation operation, String path) {
        router.route(HttpMethod.valueOf(operation.method()), path)
                .handler(context -> Bodies.read(context.request(), body -> new ApiCall(
                                core, operation, context.request(), context.pathParam("id"), body)
                        .start()));
    }

    /** As HTTP requires of a server with a clock, and at the time of the response. */
    private static void showDate(Core core, HttpServerResponse response) {
        response.headersEndHandler(ignored -> response.putHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(core.clock.instant().atZone(ZoneOffset.UTC))));
    }

    private static void unknown(Core core, HttpServerRequest request) {
        Bodies.read(request, body -> {
            core.journal.arrive(null, request, body).responded(404);
            Problem problem = Problem.of(404, "not-found", "Not found", "There is nothing at this path and method");
            Responses.problem(request.response(), problem, request.path());
        });
    }
}
