package hourglass.server.api;

import hourglass.server.Served;
import hourglass.server.http.WebOptions;
import io.javalin.config.RoutesConfig;
import java.io.Closeable;
import java.util.Map;

/** All routes of the API. */
public final class Api implements Closeable {
    private final InfoApi info;

    private Api(Served served, WebOptions options) {
        info = new InfoApi(served, options);
    }

    public static Api of(Served served, WebOptions options) {
        return new Api(served, options);
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/health", request -> Json.answer(request, Map.of("status", "ok")));
        info.addTo(routes);
    }

    @Override
    public void close() {}
}
