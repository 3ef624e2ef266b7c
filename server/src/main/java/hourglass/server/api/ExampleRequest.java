package hourglass.server.api;

import hourglass.library.Example;
import hourglass.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a request that name an example, of which exactly one is given. */
interface ExampleRequest {
    @Nullable
    String id();

    @Nullable
    String words();

    float @Nullable [] vector();

    @Nullable
    String picture();

    @Nullable
    String code();

    float @Nullable [] real();

    /** The example. */
    default Example example(Pictures pictures, CodeTexts codes) {
        List<Example> given = new ArrayList<>();
        String id = id();
        if (id != null) {
            given.add(new Example.Like(id));
        }
        String words = words();
        if (words != null) {
            given.add(new Example.Words(words));
        }
        float[] vector = vector();
        if (vector != null) {
            given.add(new Example.Values(vector));
        }
        String picture = picture();
        if (picture != null) {
            given.add(new Example.Values(pictures.values(picture)));
        }
        String code = code();
        if (code != null) {
            given.add(new Example.Binary(codes.read(code)));
        }
        float[] real = real();
        if (real != null) {
            given.add(new Example.Real(real));
        }
        if (given.size() != 1) {
            throw ProblemException.badRequest(
                    "%s examples are given".formatted(given.isEmpty() ? "no" : given.size()),
                    "give one of id, words, vector, picture, code, real");
        }
        return given.get(0);
    }
}
