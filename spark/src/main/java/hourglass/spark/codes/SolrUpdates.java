package hourglass.spark.codes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The updates of a collection of Solr, sent over HTTP. What is not acknowledged is sent again. If Solr refuses documents, they
 * are sent by halves until the bad one is known.
 */
record SolrUpdates(String url) implements Serializable {
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** An answer, or why there is none. */
    private record Outcome(boolean taken, boolean refused, String reason) {}

    static SolrUpdates of(@Nullable String url) {
        if (url == null || !url.matches("https?://[^/?#]+/[^?#]+")) {
            throw new InputException(
                    "option url",
                    "",
                    url == null ? "is not set" : "'%s' is not the address of a collection".formatted(url),
                    "give one such as http://localhost:8983/solr/items");
        }
        return new SolrUpdates(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    void add(List<SolrDocuments.Document> documents) {
        Outcome outcome = send("/update", json(documents));
        if (outcome.taken) {
            return;
        }
        if (!outcome.refused) {
            throw new InputException(
                    url,
                    "rows from id " + documents.get(0).id(),
                    "are not taken: " + outcome.reason,
                    "write all again when it is well");
        }
        if (documents.size() == 1) {
            throw new InputException(
                    url,
                    "the row of id " + documents.get(0).id(),
                    "is refused: " + outcome.reason,
                    "see docs/solr.md for its schema, and write all again");
        }
        int half = documents.size() / 2;
        add(documents.subList(0, half));
        add(documents.subList(half, documents.size()));
    }

    void commit() {
        Outcome outcome = send("/update?commit=true", "[]");
        if (!outcome.taken) {
            throw new InputException(url, "", "does not commit: " + outcome.reason, "commit it, or write all again");
        }
    }

    private static String json(List<SolrDocuments.Document> documents) {
        try {
            return JSON.writeValueAsString(
                    documents.stream().map(SolrDocuments.Document::fields).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists become JSON", e);
        }
    }

    private Outcome send(String path, String body) {
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
                HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return new Outcome(true, false, "");
                }
                failure = "HTTP %d: %s".formatted(response.statusCode(), message(response.body()));
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return new Outcome(false, response.statusCode() == 400, failure);
                }
            } catch (IOException e) {
                failure = e.getMessage() == null ? "no connection" : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome(false, false, "interrupted");
            }
        }
        return new Outcome(false, false, failure);
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
