package hourglass.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Sends requests to a server and reads its JSON. */
final class Client {
    static final String TOKEN = "0123456789abcdef-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Client(HourglassServer server) {
        address = server.address();
    }

    /** An answer. */
    record Answer(int status, String type, JsonNode json, HttpResponse<byte[]> response) {}

    Answer get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** Asks again for what is being computed. */
    Answer getComputed(String path) {
        Answer answer = get(path);
        for (int i = 0; i < 100 && answer.status == 202; i++) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            answer = get(path);
        }
        return answer;
    }

    Answer post(String path, String json) {
        return send(builder(path, "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** With the token. */
    Answer write(String method, String path, String type, String body) {
        return send(builder(path, type)
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(body)));
    }

    Answer put(String id, String json) {
        return write("PUT", "/api/items/" + escaped(id), "application/json", json);
    }

    Answer delete(String id) {
        return write("DELETE", "/api/items/" + escaped(id), "application/json", "");
    }

    static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest.Builder builder(String path, String type) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", type);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type,
                    type.contains("json") ? JSON.readTree(response.body()) : JSON.nullNode(),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String quoted(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
