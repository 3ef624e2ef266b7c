package hourglass.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;

/**
 * An error as the client sees it (RFC 9457).
 *
 * @param type always {@code about:blank}: the status says what kind it is
 * @param title of the status
 * @param status of HTTP
 * @param detail what is wrong and where
 * @param remedy what the client can do about it; may be empty
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String remedy) {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    static Problem of(int status, String detail, String remedy) {
        return new Problem("about:blank", HttpStatus.forStatus(status).getMessage(), status, detail, remedy);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void answer(Context context) {
        context.status(status).contentType(CONTENT_TYPE).result(json());
    }
}
