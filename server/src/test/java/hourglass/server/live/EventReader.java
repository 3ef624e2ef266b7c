package hourglass.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** Reads a stream of server-sent events as a browser does. */
final class EventReader implements Closeable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    record Told(String type, JsonNode data) {}

    private final InputStream body;
    private final BufferedReader lines;

    private EventReader(InputStream body) {
        this.body = body;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Connects to the events of the page at an address. */
    static EventReader open(URI page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page.resolve("events"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return new EventReader(response.body());
    }

    /** The next event; waits for it. */
    Told next() throws IOException {
        String type = "message";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                return new Told(type, JSON.readTree(line.substring(6)));
            }
        }
        throw new NoSuchElementException("the stream has ended");
    }

    /** The next event that is as wanted. */
    Told next(Predicate<Told> wanted) throws IOException {
        Told told = next();
        while (!wanted.test(told)) {
            told = next();
        }
        return told;
    }

    /** The next event of a type. */
    JsonNode next(String type) throws IOException {
        return next(told -> told.type().equals(type)).data();
    }

    /** All events from here to the end of the training. */
    List<Told> rest() throws IOException {
        List<Told> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!all.get(all.size() - 1).type().equals("end"));
        return all;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
