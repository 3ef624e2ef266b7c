package hourglass.server.api;

import hourglass.data.ImageShape;
import hourglass.library.ItemFilters;
import hourglass.library.Snapshot;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelText;
import hourglass.persistence.Version;
import hourglass.server.http.WebOptions;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is served, in short: what a page or a client needs to know first. */
final class InfoApi {
    private static final int MOST_TOPICS = 1000;
    private static final int MOST_ADDRESS_BITS = 28;

    private final String name;
    private final FittedModel model;
    private final @Nullable ServedLibrary library;
    private final Pictures pictures;
    private final boolean examples;
    private final WebOptions options;

    /** @param examples whether there are items with values to show the model by */
    InfoApi(
            String name,
            FittedModel model,
            @Nullable ServedLibrary library,
            Pictures pictures,
            boolean examples,
            WebOptions options) {
        this.name = name;
        this.model = model;
        this.library = library;
        this.pictures = pictures;
        this.examples = examples;
        this.options = options;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/info", request -> Json.answer(request, info()));
    }

    record Info(
            String version,
            String name,
            @Nullable LibraryInfo library,
            ModelInfo model,
            String writes,
            Limits limits) {}

    record LibraryInfo(
            int items,
            int coded,
            int bits,
            boolean addressable,
            boolean keepsVectors,
            List<Topic> topics,
            List<String> fields) {}

    record Topic(String name, int items) {}

    /** @param reads texts, pictures or numbers */
    record ModelInfo(
            String kind,
            String reads,
            int values,
            @Nullable ImageShape image,
            List<String> columns,
            int codeSize,
            boolean binary,
            boolean decodes,
            boolean examples) {}

    record Limits(int hits, int bodyBytes) {}

    private Info info() {
        return new Info(
                Version.number(),
                name,
                library == null ? null : library.read(InfoApi::library),
                modelInfo(),
                options.token() == null ? "off" : "token",
                new Limits(QueryRequest.MOST_HITS, options.mostBodyBytes()));
    }

    private static LibraryInfo library(Snapshot items) {
        List<Topic> topics = items.topics().stream()
                .limit(MOST_TOPICS)
                .map(topic -> new Topic(topic, items.count(ItemFilters.topic(topic))))
                .toList();
        int bits = items.bits();
        return new LibraryInfo(
                items.count(),
                items.coded(),
                bits,
                bits <= MOST_ADDRESS_BITS,
                items.keepsVectors(),
                topics,
                items.fields());
    }

    private ModelInfo modelInfo() {
        return new ModelInfo(
                ModelText.of(model.description().model()),
                model.text() != null ? "texts" : pictures.areRead() ? "pictures" : "numbers",
                model.bareModel().visible(),
                pictures.shape(),
                model.data().columnNames(),
                model.bareModel().codeSize(),
                model.thresholds() != null,
                model.bareModel() instanceof EncoderDecoder,
                examples);
    }
}
