package hourglass.server.api;

import hourglass.server.Served;
import hourglass.server.http.WebOptions;
import io.javalin.config.RoutesConfig;
import java.util.Map;

/** What is served, in short. */
final class InfoApi {
    private final Served served;

    InfoApi(Served served, WebOptions options) {
        this.served = served;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/info", request -> Json.answer(request, Map.of("name", served.name())));
    }
}
