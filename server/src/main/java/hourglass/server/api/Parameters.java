package hourglass.server.api;

import hourglass.server.http.ProblemException;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The parameters in the address of a request. */
final class Parameters {
    private Parameters() {}

    /** A whole number. */
    static int number(Context request, String name, int otherwise, int least, int most) {
        String text = request.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return QueryRequest.within(name, Integer.parseInt(text), least, most);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest(
                    "%s is '%s', which is not a whole number".formatted(name, text),
                    "give %,d to %,d".formatted(least, most));
        }
    }

    /** A text, or null. */
    static @Nullable String text(Context request, String name) {
        return request.queryParam(name);
    }
}
