package hourglass.server.http;

import hourglass.data.InputException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.Closeable;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A web server that listens until it is closed. What it is asked for is given by its routes; the rest is the same for all. */
public final class WebServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Slower clients are cut off, since each takes memory. */
    private static final int BYTES_PER_SECOND = 64;

    /** Requests that wait for the disk take none. */
    private static final int THREADS = 64;

    private static final int HEADER_BYTES = 16 << 10;
    /** What an answered request still sends is read to so many bounds of a body, so that the client reads the answer. */
    private static final long BOUNDS_LEFT = 8;

    private static final Duration WAIT = Duration.ofSeconds(5);
    /** At the end connections without a request are closed after it. */
    private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(100);

    private static final Duration STOP = Duration.ofSeconds(10);

    /** Nothing from elsewhere, nothing inline, in no other page's frame. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Javalin javalin;
    private final String host;

    private WebServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param routes what the server answers beside the files of the pages
     * @throws InputException if the port is taken, or the host is not of this machine
     */
    public static WebServer start(WebOptions options, Consumer<RoutesConfig> routes) {
        Gate gate = new Gate(options);
        Javalin javalin = Javalin.create(config -> configure(config, options, gate, routes));
        try {
            return new WebServer(javalin.start(options.host(), options.port()), options.host());
        } catch (RuntimeException e) {
            javalin.stop();
            throw refusal(options, e);
        }
    }

    private static void configure(JavalinConfig config, WebOptions options, Gate gate, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = options.mostBodyBytes();
        config.http.generateEtags = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 8);
        threads.setName("hourglass-http");
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, defaults) -> connector(server, options));
        config.jetty.modifyServer(server -> limit(server, options));
        config.jetty.modifyServletContextHandler(WebServer::allowAnyPath);
        config.routes.before(request -> {
            HEADERS.forEach(request::header);
            gate.check(request);
        });
        new Pages().addTo(config.routes);
        routes.accept(config.routes);
        config.routes.exception(ProblemException.class, WebServer::answer);
        config.routes.exception(
                InputException.class, (e, request) -> Problem.of(400, String.valueOf(e.getMessage()), "")
                        .answer(request));
        config.routes.exception(HttpResponseException.class, (e, request) -> Problem.of(
                        e.getStatus(), String.valueOf(e.getMessage()), "")
                .answer(request));
        config.routes.exception(Exception.class, (e, request) -> {
            LOG.error("{} {}", request.method(), request.path(), e);
            Problem.of(500, "the server failed; its log says more", "").answer(request);
        });
    }

    private static void answer(ProblemException e, Context request) {
        if (e.status() == 401) {
            request.header("WWW-Authenticate", "Bearer");
        }
        if (e.retryAfter() != null) {
            request.header("Retry-After", String.valueOf(e.retryAfter()));
        }
        Problem.of(e.status(), String.valueOf(e.getMessage()), e.remedy()).answer(request);
    }

    private static Connector connector(Server server, WebOptions options) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // The ids of items may hold slashes, which clients escape.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
        return connector;
    }

    private static void allowAnyPath(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }

    private static void limit(Server server, WebOptions options) {
        server.addBean(new NetworkConnectionLimit(options.mostConnections(), server));
        server.setStopTimeout(STOP.toMillis());
        QoSHandler requests = new QoSHandler();
        requests.setMaxRequestCount(options.mostRequests());
        requests.setMaxSuspendedRequestCount(options.mostRequests());
        requests.setMaxSuspend(WAIT);
        server.insertHandler(requests);
        // Bodies are awaited without a thread, so that slow clients take none.
        server.insertHandler(new EagerContentHandler(new WholeBody(options.mostBodyBytes())));
        server.insertHandler(new LeftoverHandler(BOUNDS_LEFT * options.mostBodyBytes()));
        server.insertHandler(new MinimumDataRateHandler(BYTES_PER_SECOND, 0));
        server.insertHandler(new GracefulHandler());
        if (options.accessLog() != null) {
            server.setRequestLog(AccessLog.of(options.accessLog()));
        }
    }

    private static RuntimeException refusal(WebOptions options, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("Port already in use")) {
                return new InputException(
                        "port " + options.port(),
                        "",
                        "is not free at " + options.host(),
                        "give another --port, or end the program that uses it",
                        e);
            }
        }
        return e;
    }

    /** All routes, such as {@code GET /api/info}. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(route -> route.method.isHttpMethod())
                .map(route -> route.method + " " + route.path)
                .toList();
    }

    /** Where it is reached from this machine. */
    public URI address() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://%s:%d/".formatted(name.contains(":") ? "[" + name + "]" : name, javalin.port()));
    }

    /** Stops to listen, after the requests under way are answered, or 10 s. */
    @Override
    public void close() {
        javalin.stop();
    }
}
