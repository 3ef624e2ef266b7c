package hourglass.server.live;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import hourglass.server.http.Pages;
import hourglass.server.http.WebOptions;
import hourglass.server.http.WebServer;
import hourglass.train.Epoch;
import hourglass.train.Listener;
import hourglass.train.Stage;
import hourglass.train.Step;
import hourglass.train.StoppedException;
import java.io.Closeable;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page on this machine that shows a training while it runs: its losses, and, while somebody looks on, what the model looks
 * like. The training ends with the same bits as without.
 */
public final class LiveTraining implements Closeable {
    private static final long NANOS_BETWEEN_VIEWS = TimeUnit.SECONDS.toNanos(2);
    /** So many times as long as a view took passes before the next, which then takes 5 % of the time at most. */
    private static final int TIMES_BETWEEN_VIEWS = 20;
    /** How long the end waits for what is under way. */
    private static final int PATIENCE_MILLIS = 2000;

    private final RunRecord record = new RunRecord();
    private final ExecutorService views = Executors.newSingleThreadExecutor(task -> daemon(task, "hourglass-live"));
    private final ModelView view;
    private final EventStream events;
    private final WebServer web;
    /** When the model may next be looked at; far in the future while it is. */
    private volatile long nextView = System.nanoTime();

    private LiveTraining(Dataset data, int port) {
        view = new ModelView(data);
        events = new EventStream(
                new Event.Run(data.name(), data.rows().count(), data.rows().columns()), record);
        web = WebServer.start(WebOptions.loopback(port), routes -> {
            routes.get("/", Pages.page("live.html"));
            routes.get("/events", events);
        });
    }

    /**
     * Starts to listen, for this machine alone.
     *
     * @param data that will be fitted to
     * @param port to listen at, or 0 for a free one
     * @throws InputException if the port is taken
     */
    public static LiveTraining start(Dataset data, int port) {
        return new LiveTraining(data, port);
    }

    /** Where the page is. */
    public URI address() {
        return web.address();
    }

    /**
     * Shows a training.
     *
     * @param listener that the training also has
     * @param fit runs the training with the listener that it is given
     */
    public FittedModel follow(Listener listener, Function<Listener, FittedModel> fit) {
        try {
            FittedModel fitted = fit.apply(listener.and(new Observer()));
            showLast(fitted);
            record.end(new Event.End("finished", ""));
            return fitted;
        } catch (StoppedException e) {
            record.end(new Event.End("stopped", String.valueOf(e.getMessage())));
            throw e;
        } catch (RuntimeException e) {
            record.end(new Event.End("failed", String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private final class Observer implements Listener {
        private @Nullable Stage stage;

        @Override
        public void onStage(Stage begun) {
            stage = begun;
            record.onStage(begun);
        }

        @Override
        public boolean onStep(Step step) {
            record.onStep(step);
            if (stage != null && System.nanoTime() - nextView >= 0 && events.hasClients()) {
                nextView = Long.MAX_VALUE / 2 + System.nanoTime();
                long begin = System.nanoTime();
                FittedModel copy = stage.model().get();
                String after = "%s, epoch %d, batch %d".formatted(step.stage(), step.epoch(), step.batch());
                views.execute(() -> show(copy, after, begin));
            }
            return true;
        }

        @Override
        public void onEpoch(String name, Epoch epoch) {
            record.onEpoch(name, epoch);
        }
    }

    private void show(FittedModel model, String after, long begin) {
        try {
            record.show(view.of(model, after));
        } catch (InputException e) {
            // Numbers that are not finite: the training will say so itself, or the next model is better.
        } finally {
            long now = System.nanoTime();
            nextView = now + Math.max(NANOS_BETWEEN_VIEWS, TIMES_BETWEEN_VIEWS * (now - begin));
        }
    }

    private void showLast(FittedModel fitted) {
        if (!events.hasClients()) {
            return;
        }
        try {
            views.submit(() -> show(fitted, "the end", System.nanoTime())).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            // The page keeps the view before.
        }
    }

    /** Ends the page, which keeps what it shows. */
    @Override
    public void close() {
        record.end(new Event.End("failed", "the command ended before the training"));
        views.shutdown();
        // A client that does not read would hold up the server's end, but not that of the command.
        Thread closing = daemon(web::close, "hourglass-live-end");
        closing.start();
        try {
            closing.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
