package hourglass.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hourglass.server.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The events of a training for any number of clients (server-sent events). Each client has a thread of its own, which sends what
 * has changed since it last sent: a slow client gets less, and delays nobody.
 */
final class EventStream implements Handler {
    private static final int MOST_CLIENTS = 16;
    private static final int MILLIS_BETWEEN = 500;
    /** A client that is gone is noticed when something is sent, so something is. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    /** Streams are written a byte a character. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Event.Run run;
    private final RunRecord record;
    private final SseHandler stream = new SseHandler(0, this::tell);
    private final AtomicInteger clients = new AtomicInteger();

    EventStream(Event.Run run, RunRecord record) {
        this.run = run;
        this.record = record;
    }

    @Override
    public void handle(Context request) {
        if (clients.get() >= MOST_CLIENTS) {
            throw ProblemException.busy("%d pages show this training already".formatted(MOST_CLIENTS), 10);
        }
        stream.handle(request);
    }

    /** Whether somebody looks on. */
    boolean hasClients() {
        return clients.get() > 0;
    }

    private void tell(SseClient client) {
        clients.incrementAndGet();
        try {
            send(client, run);
            follow(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.decrementAndGet();
            client.close();
        }
    }

    private void follow(SseClient client) throws InterruptedException {
        long seen = 0;
        long sent = System.nanoTime();
        while (!client.terminated()) {
            List<Event> news = new ArrayList<>();
            seen = record.since(seen, news);
            for (Event event : news) {
                send(client, event);
                if (event instanceof Event.End) {
                    return;
                }
            }
            if (!news.isEmpty()) {
                sent = System.nanoTime();
            } else if (System.nanoTime() - sent > SILENCE && !client.terminated()) {
                client.sendComment("still there");
                sent = System.nanoTime();
            }
            record.await(MILLIS_BETWEEN);
        }
    }

    private static void send(SseClient client, Event event) {
        if (!client.terminated()) {
            try {
                client.sendEvent(event.type(), JSON.writeValueAsString(event));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
