package hourglass.server.api;

import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.model.NetworkModel;
import hourglass.network.Layer;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelDescription;
import hourglass.persistence.ModelFile;
import hourglass.persistence.ModelText;
import hourglass.picture.Filters;
import hourglass.picture.Png;
import hourglass.server.api.Examples.Sample;
import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the model is, how it was fitted, what its parts respond to and do. */
final class ModelApi {
    private static final int MOST_SHOWN = 50;

    private final FittedModel model;
    private final Examples examples;
    private final Pictures pictures;
    private final Computations computations;

    ModelApi(FittedModel model, Examples examples, Pictures pictures, Computations computations) {
        this.model = model;
        this.examples = examples;
        this.pictures = pictures;
        this.computations = computations;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/model", request -> Json.answer(request, model()));
        routes.get("/api/model/filters", request -> request.contentType("image/png")
                .result(filters()));
        routes.get("/api/model/reconstructions", request -> {
            int count = Parameters.number(request, "count", 12, 1, MOST_SHOWN);
            Reconstructions all = computations.get("reconstructions", this::reconstructions);
            Json.answer(request, all.first(count));
        });
    }

    /** A layer of the network. */
    record ShownLayer(String name, String type, int units, String activation) {}

    /** What the model file says beside its numbers, without the words of a vocabulary. */
    record ShownModel(
            String kind,
            List<ShownLayer> layers,
            List<FitDescription.Stage> stages,
            int parameters,
            String transform,
            DataDescription data,
            FitDescription fit,
            @Nullable Map<String, Object> text,
            @Nullable AnomalyScale anomalies,
            boolean filters,
            String fingerprint) {}

    private ShownModel model() {
        ModelDescription description = model.description();
        FitDescription fit = description.fit();
        return new ShownModel(
                ModelText.of(description.model()),
                layers(),
                fit.stages(),
                description.model().dimension(),
                description.transform(),
                description.data(),
                new FitDescription(
                        fit.likelihood(),
                        fit.options(),
                        fit.seed(),
                        fit.version(),
                        fit.date(),
                        List.of(),
                        fit.stopReason()),
                text(description.text()),
                description.anomalies(),
                hasFilters(),
                ModelFile.fingerprint(model));
    }

    private static @Nullable Map<String, Object> text(@Nullable TextEncoding text) {
        return text == null
                ? null
                : Map.of("analysis", text.analysis(), "words", text.words().size());
    }

    private List<ShownLayer> layers() {
        if (!(model.bareModel() instanceof NetworkModel network)) {
            return List.of(new ShownLayer("code", "linear", model.bareModel().codeSize(), "linear"));
        }
        List<ShownLayer> layers = new ArrayList<>();
        int depth = network.network().encoderDepth();
        for (int i = 0; i < network.network().layers().size(); i++) {
            Layer layer = network.network().layers().get(i);
            String name = i == depth - 1 ? "code" : i < depth ? "encoder " + (i + 1) : "decoder " + (i + 1 - depth);
            layers.add(new ShownLayer(
                    name,
                    kind(layer),
                    layer.outputs(),
                    layer.activation().name().toLowerCase(Locale.ROOT)));
        }
        return layers;
    }

    private static String kind(Layer layer) {
        return layer.getClass().getSimpleName().replace("Layer", "").toLowerCase(Locale.ROOT);
    }

    private boolean hasFilters() {
        return pictures.shape() != null && Filters.areIn(model.bareModel());
    }

    private byte[] filters() {
        ImageShape shape = pictures.shape();
        if (shape == null || !hasFilters()) {
            throw ProblemException.notFound("the model has no filters to see: it takes no images, or mixes them", "");
        }
        return Png.encode(Filters.picture(model.bareModel(), shape));
    }

    /** An example, and what is left of it in a code of the model, and in as many principal components. */
    record Reconstruction(
            String id,
            @Nullable String label,
            String data,
            String deep,
            String pca,
            double deepError,
            double pcaError) {}

    /**
     * Examples side by side.
     *
     * @param deepError mean squared error of the rows that are measured
     * @param pcaError that of the principal components, which were fitted to other rows of the sample
     * @param rows how many are measured
     */
    record Reconstructions(List<Reconstruction> items, double deepError, double pcaError, int codeSize, int rows) {
        Reconstructions first(int count) {
            return new Reconstructions(
                    items.subList(0, Math.min(count, items.size())), deepError, pcaError, codeSize, rows);
        }
    }

    private Reconstructions reconstructions() {
        examples.requireDecoder();
        if (pictures.shape() == null) {
            throw ProblemException.notFound("the model takes no images", "use /api/reconstruct for what it takes");
        }
        Sample sample = examples.shown();
        int count = sample.rows().count();
        int size = model.bareModel().codeSize();
        int[] fitted = IntStream.range(0, count).filter(row -> row % 4 != 0).toArray();
        int[] measured = IntStream.range(0, count).filter(row -> row % 4 == 0).toArray();
        if (fitted.length <= size) {
            throw ProblemException.notFound("there are too few examples for as many principal components", "");
        }
        PrincipalComponents components =
                PrincipalComponents.fit(sample.rows().select(fitted), size, ThreadTeam.shared());
        Rows rows = sample.rows().select(measured);
        Matrix deep = model.decode(model.encode(rows, ThreadTeam.shared()), ThreadTeam.shared());
        float[] data = rows.toArray();
        Matrix pca = new Matrix(
                components.decode(components.encode(data, ThreadTeam.shared()), ThreadTeam.shared()), rows.columns());
        Matrix original = new Matrix(data, rows.columns());
        List<Reconstruction> items = new ArrayList<>();
        double deepError = 0;
        double pcaError = 0;
        for (int row = 0; row < rows.count(); row++) {
            double ofDeep = original.squaredDistance(row, deep, row);
            double ofPca = original.squaredDistance(row, pca, row);
            deepError += ofDeep / rows.count();
            pcaError += ofPca / rows.count();
        }
        for (int shown = 0; shown < Math.min(MOST_SHOWN, rows.count()); shown++) {
            // Evenly over the sample, which may be in the order of classes.
            int row = (int) ((long) shown * 7919 % rows.count());
            items.add(new Reconstruction(
                    sample.ids().get(measured[row]),
                    sample.labels().get(measured[row]),
                    pictures.picture(original.row(row)),
                    pictures.picture(deep.row(row)),
                    pictures.picture(pca.row(row)),
                    original.squaredDistance(row, deep, row),
                    original.squaredDistance(row, pca, row)));
        }
        return new Reconstructions(items, deepError, pcaError, size, rows.count());
    }
}
