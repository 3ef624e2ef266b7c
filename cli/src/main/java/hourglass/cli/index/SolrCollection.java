package hourglass.cli.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;
import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.codes.format.CodeText;
import hourglass.data.InputException;
import hourglass.library.Item;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A collection of Solr with the fields of docs/solr.md, to which the items of a library are written over HTTP. A batch that is
 * not acknowledged is sent again: items replace those of the same id, so that nothing is there twice.
 */
final class SolrCollection {
    private static final int BATCH = 1000;

    /** With the pauses between them a minute and some, in which another node becomes a shard's leader. */
    private static final int TRIES = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * @param url such as http://localhost:8983/solr/items
     * @throws InputException if it is none
     */
    SolrCollection(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!url.matches("https?://[^/?#]+/[^?#]+")) {
            throw new InputException(
                    "--solr",
                    "",
                    "'%s' is not the address of a collection".formatted(url),
                    "give one such as http://localhost:8983/solr/items");
        }
    }

    /**
     * Asks the collection whether it is there, once, before long work is done for it.
     *
     * @throws InputException if it is not
     */
    void requireThere() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/select?q=*:*&rows=0"))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (isRefusal(response)) {
                throw absent("HTTP %d: %s".formatted(response.statusCode(), message(response.body())));
            }
        } catch (IOException e) {
            throw absent(e.getMessage() == null ? "no connection" : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw absent("interrupted");
        }
    }

    private InputException absent(String reason) {
        return new InputException(
                url, "", "does not answer: " + reason, "start Solr, or give the address of a collection that is there");
    }

    private static boolean isRefusal(HttpResponse<String> response) {
        return response.statusCode() >= 400 && response.statusCode() < 500 && response.statusCode() != 429;
    }

    /** Deletes items, which are gone for those who search when {@link #write} has committed. */
    void delete(List<String> ids) {
        for (int from = 0; from < ids.size(); from += BATCH) {
            send(
                    "/update",
                    JSON.createObjectNode()
                            .set("delete", JSON.valueToTree(ids.subList(from, Math.min(ids.size(), from + BATCH))))
                            .toString());
        }
    }

    /**
     * Writes all items with their codes, and commits.
     *
     * @param fingerprint of the model that made the codes
     * @return how many there are
     */
    int write(Snapshot items, String fingerprint, Progress progress, Interruption interruption) {
        List<Map<String, Object>> batch = new ArrayList<>();
        int[] written = {0};
        items.forEach(item -> {
            batch.add(document(items, item, fingerprint));
            if (batch.size() == BATCH) {
                written[0] += post(batch);
                batch.clear();
                if (interruption.isInterrupted()) {
                    throw new Stopped(
                            "stopped after %,d items of the library were written to %s; the same command writes all again"
                                    .formatted(written[0], url));
                }
                progress.show("solr", written[0]);
            }
        });
        written[0] += post(batch);
        progress.end();
        send("/update?commit=true", "[]");
        return written[0];
    }

    private static Map<String, Object> document(Snapshot items, Item item, String fingerprint) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", item.id());
        document.put("title", item.title());
        document.put("text", item.text());
        document.put("topic", item.topics());
        item.shownFields().forEach((name, value) -> document.put(name + "_s", value));
        items.code(item.id()).ifPresent(code -> {
            BinaryCodes one = BinaryCodes.of(items.bits(), code.binary());
            document.put("code", CodeText.HEX.encode(one, 0, ByteBits.HIGHEST_FIRST));
            document.put("model", fingerprint);
        });
        return document;
    }

    private int post(List<Map<String, Object>> batch) {
        try {
            send("/update", JSON.writeValueAsString(batch));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists become JSON", e);
        }
        return batch.size();
    }

    private void send(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String failure = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                if (attempt > 0) {
                    Thread.sleep(FIRST_PAUSE.toMillis() << attempt);
                }
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                failure = "HTTP %d: %s".formatted(response.statusCode(), message(response.body()));
                if (isRefusal(response)) {
                    break;
                }
            } catch (IOException e) {
                failure = e.getMessage() == null ? "no connection" : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = "interrupted";
                break;
            }
        }
        throw new InputException(
                url, "", "does not take the items: " + failure, "see docs/solr.md for its schema, and try again");
    }

    /** What Solr says is wrong. */
    private static String message(String body) {
        try {
            JsonNode reason = JSON.readTree(body).path("error").path("msg");
            return reason.isMissingNode() ? "no reason given" : reason.asText();
        } catch (JsonProcessingException e) {
            return body.strip().lines().findFirst().orElse("no reason given");
        }
    }
}
