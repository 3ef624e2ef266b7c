package hourglass.server.api;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.library.Library;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a server serves: a library with its model, or a model alone.
 *
 * @param name for people
 * @param model that encodes
 * @param folder of the library, or null for a model alone
 * @param examples like those that the model was fitted to, from which ranges and reconstructions are shown; or null, for those that
 *     the library holds, if it holds any
 */
public record Served(
        String name,
        FittedModel model,
        @Nullable Path folder,
        @Nullable Dataset examples) {
    public Served {
        if (examples != null) {
            model.requireLike(examples);
        }
    }

    /**
     * A library, or a model file, without examples of its own.
     *
     * @throws InputException if it is neither
     */
    public static Served of(Path path) {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (!Library.exists(path)) {
            return new Served(name, FittedModel.load(path), null, null);
        }
        try (Library library = Library.open(path)) {
            return new Served(name, library.model(), path, null);
        }
    }

    /** The same with examples. */
    public Served withExamples(Dataset examples) {
        return new Served(name, model, folder, examples);
    }
}
