package hourglass.server;

import hourglass.server.api.Api;
import hourglass.server.api.Served;
import hourglass.server.http.Pages;
import hourglass.server.http.WebOptions;
import hourglass.server.http.WebServer;
import java.io.Closeable;
import java.net.URI;
import java.util.List;

/** The HTTP API of a library or a model, and the page on top of it; runs until it is closed. */
public final class HourglassServer implements Closeable {
    private final Api api;
    private final WebServer web;

    private HourglassServer(Api api, WebServer web) {
        this.api = api;
        this.web = web;
    }

    /**
     * Starts to serve.
     *
     * @throws hourglass.data.InputException if the library is damaged, or the port is taken
     */
    public static HourglassServer start(Served served, WebOptions options) {
        Api api = new Api(served, options);
        try {
            WebServer web = WebServer.start(options, routes -> {
                routes.get("/", Pages.page("index.html"));
                routes.get("/api", Pages.page("api.html"));
                routes.get("/openapi.json", Pages.page("openapi.json"));
                api.addTo(routes);
            });
            return new HourglassServer(api, web);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Where it is reached from this machine. */
    public URI address() {
        return web.address();
    }

    /** All routes, such as {@code GET /api/info}. */
    List<String> routes() {
        return web.routes();
    }

    /** Answers the requests under way, brings what was written to disk, and ends. */
    @Override
    public void close() {
        web.close();
        api.close();
    }
}
