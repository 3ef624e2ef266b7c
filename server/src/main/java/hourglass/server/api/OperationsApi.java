package hourglass.server.api;

import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What those who run the server ask: whether it lives, whether it is of use, how it is doing. */
final class OperationsApi implements Closeable {
    private static final String START = "hourglass.start";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    /** All others are counted as one, so that clients cannot make ever more series. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final @Nullable ServedLibrary library;

    private record Series(String method, String route, int status) {}

    OperationsApi(@Nullable ServedLibrary library) {
        this.library = library;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
        if (library != null) {
            Gauge.builder("hourglass.items", library, served -> served.read(items -> (double) items.count()))
                    .description("The items of the library.")
                    .register(registry);
        }
    }

    void addTo(RoutesConfig routes) {
        routes.before(request -> request.attribute(START, System.nanoTime()));
        routes.after(this::time);
        routes.get("/health", request -> Json.answer(request, Map.of("status", "ok")));
        routes.get("/ready", request -> {
            if (library != null && !library.failure().isEmpty()) {
                throw ProblemException.busy(library.failure(), 5);
            }
            Json.answer(request, Map.of("status", "ready"));
        });
        routes.get("/metrics", request -> request.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(registry.scrape()));
    }

    private void time(Context request) {
        Long start = request.attribute(START);
        if (start == null) {
            return;
        }
        String method = request.method().name();
        Series series = new Series(METHODS.contains(method) ? method : "other", route(request), request.statusCode());
        timers.computeIfAbsent(series, this::timer).record(Duration.ofNanos(System.nanoTime() - start));
    }

    /** The pattern that matched, since the addresses themselves are without number. */
    private static String route(Context request) {
        return request.endpoints().lastHttpEndpoint() == null
                ? "none"
                : request.endpoints().lastHttpEndpoint().path;
    }

    private Timer timer(Series series) {
        return Timer.builder("hourglass.requests")
                .description("Requests and how long they took.")
                .tag("method", series.method)
                .tag("route", series.route)
                .tag("status", Integer.toString(series.status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
