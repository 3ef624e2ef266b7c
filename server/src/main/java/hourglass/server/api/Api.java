package hourglass.server.api;

import hourglass.persistence.FittedModel;
import hourglass.server.http.WebOptions;
import io.javalin.config.RoutesConfig;
import java.io.Closeable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** All routes of the API. */
public final class Api implements Closeable {
    private final @Nullable ServedLibrary library;
    private final @Nullable Writes writes;
    private final Computations computations = new Computations();
    private final OperationsApi operations;
    private final InfoApi info;
    private final ModelApi model;
    private final UnitsApi units;
    private final CodesApi codes;
    private final Pictures pictures;
    private final FittedModel fitted;

    /** Opens what is served. */
    public Api(Served served, WebOptions options) {
        fitted = served.model();
        Path folder = served.folder();
        library = folder == null ? null : new ServedLibrary(folder);
        writes = folder == null || library == null ? null : new Writes(folder, library::refresh);
        pictures = new Pictures(fitted);
        Examples examples = new Examples(fitted, library, served.examples());
        operations = new OperationsApi(library);
        info = new InfoApi(
                served.name(), fitted, library, pictures, examples.sample(1).isPresent(), options);
        model = new ModelApi(fitted, examples, pictures, computations);
        units = new UnitsApi(fitted, examples, pictures, computations);
        codes = new CodesApi(fitted, new GivenItems(fitted, pictures, library == null ? null : examples), pictures);
    }

    /** Adds all routes; those of the library only if there is one. */
    public void addTo(RoutesConfig routes) {
        operations.addTo(routes);
        info.addTo(routes);
        model.addTo(routes);
        units.addTo(routes);
        codes.addTo(routes);
        if (library != null && writes != null) {
            new QueryApi(library, pictures).addTo(routes);
            new ItemsApi(fitted, library, writes, pictures).addTo(routes);
            MapApi map = new MapApi(library, computations);
            map.addTo(routes);
            map.prepare();
            new DuplicatesApi(library, computations).addTo(routes);
        }
    }

    @Override
    public void close() {
        if (writes != null) {
            writes.close();
        }
        computations.close();
        operations.close();
        if (library != null) {
            library.close();
        }
    }
}
