package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import hourglass.anomaly.AnomalyScorer;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the model does: encode items, decode codes, reconstruct items. */
final class CodesApi {
    private static final int MOST_ITEMS = 256;
    /** Up to so many rows take one thread, so that requests do not wait for one another. */
    private static final int FEW = 8;

    private static final int WORDS = 20;
    private static final int MOST_ADDRESS_BITS = 28;
    private static final String PICTURE = "picture";

    private final FittedModel model;
    private final GivenItems given;
    private final Pictures pictures;

    CodesApi(FittedModel model, GivenItems given, Pictures pictures) {
        this.model = model;
        this.given = given;
        this.pictures = pictures;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/encode", request -> Json.answer(request, encode(Json.read(request, ItemsRequest.class))));
        routes.post("/api/decode", request -> Json.answer(request, decode(Json.read(request, DecodeRequest.class))));
        routes.post(
                "/api/reconstruct",
                request -> Json.answer(request, reconstruct(Json.read(request, ItemsRequest.class))));
    }

    /** Items to encode or reconstruct, in one of these ways. */
    record ItemsRequest(
            @Nullable List<String> texts,
            @Nullable List<float[]> vectors,
            @Nullable List<String> pictures,
            @Nullable List<String> ids,
            @Nullable String as) {}

    /** The code of an item: its bits in hexadecimal and base64 and, of up to 28, as one number. */
    record ShownCode(
            @Nullable String code,
            @Nullable String base64,
            @Nullable Long address,
            float[] real) {}

    record Codes(List<@Nullable ShownCode> codes) {}

    private Codes encode(ItemsRequest request) {
        if (request.as() != null) {
            throw ProblemException.badRequest("codes are always numbers and bits", "leave out \"as\"");
        }
        Rows rows = given.rows(request, MOST_ITEMS);
        Matrix real = computed(rows, team -> model.encode(rows, team));
        BinaryCodes binary = model.thresholds() == null ? null : model.binary(real.values());
        return new Codes(IntStream.range(0, rows.count())
                .mapToObj(row -> given.isEmpty(rows, row) ? null : shown(real.row(row), binary, row))
                .toList());
    }

    private static ShownCode shown(float[] real, @Nullable BinaryCodes binary, int row) {
        if (binary == null) {
            return new ShownCode(null, null, null, real);
        }
        CodeTexts texts = new CodeTexts(binary.bits());
        long[] code = binary.code(row);
        return new ShownCode(
                texts.hex(code), texts.base64(code), binary.bits() <= MOST_ADDRESS_BITS ? code[0] : null, real);
    }

    /** Real codes to decode. */
    record DecodeRequest(
            @Nullable List<float[]> codes, @Nullable String as) {}

    /** A word with the share of the text that it is expected to make. */
    record Word(String word, float value) {}

    /** Items that codes stand for, in one of these ways. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decoded(
            @Nullable List<float[]> items,
            @Nullable List<String> pictures,
            @Nullable List<List<Word>> words) {}

    private Decoded decode(DecodeRequest request) {
        requireDecoder();
        if (request.codes() == null
                || request.codes().isEmpty()
                || request.codes().size() > MOST_ITEMS) {
            throw ProblemException.badRequest(
                    "there are no codes to decode, or too many", "give 1 to %d in \"codes\"".formatted(MOST_ITEMS));
        }
        Matrix codes =
                GivenItems.matrix("code", request.codes(), model.bareModel().codeSize(), false);
        Matrix items = computed(codes, team -> model.decode(codes, team));
        List<float[]> rows =
                IntStream.range(0, items.count()).mapToObj(items::row).toList();
        if (asPicture(request.as())) {
            return new Decoded(null, rows.stream().map(pictures::picture).toList(), null);
        }
        return model.text() == null
                ? new Decoded(rows, null, null)
                : new Decoded(null, null, rows.stream().map(this::words).toList());
    }

    private static boolean asPicture(@Nullable String as) {
        if (as != null && !as.equals(PICTURE) && !as.equals("values")) {
            throw ProblemException.badRequest("\"as\" is '%s'".formatted(as), "give values or picture");
        }
        return PICTURE.equals(as);
    }

    /** The words that a text of these shares holds most of. */
    private List<Word> words(float[] shares) {
        List<String> words = Objects.requireNonNull(model.text()).words();
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(word -> -shares[word]))
                .limit(WORDS)
                .map(word -> new Word(words.get(word), shares[word]))
                .toList();
    }

    /**
     * An item and what the model makes of it.
     *
     * @param error squared, summed over its values
     * @param anomaly the error in units of the ordinary one, if the model knows what that is
     * @param unusual whether that is above the model's threshold
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reconstruction(
            @Nullable String data,
            @Nullable String picture,
            float @Nullable [] values,
            @Nullable List<Word> words,
            double error,
            @Nullable Float anomaly,
            @Nullable Boolean unusual,
            float[] real) {}

    record Reconstructions(List<Reconstruction> items) {}

    private Reconstructions reconstruct(ItemsRequest request) {
        requireDecoder();
        boolean asPicture = asPicture(request.as());
        Rows rows = given.rows(request, MOST_ITEMS);
        Matrix codes = computed(rows, team -> model.encode(rows, team));
        Matrix again = computed(codes, team -> model.decode(codes, team));
        List<Reconstruction> items = new ArrayList<>();
        float[] data = new float[rows.columns()];
        AnomalyScorer scorer = scorer();
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, data, 0);
            float[] values = again.row(row);
            boolean texts = model.text() != null;
            Float anomaly = scorer == null ? null : scorer.scores(data)[0];
            items.add(new Reconstruction(
                    asPicture ? pictures.picture(data) : null,
                    asPicture ? pictures.picture(values) : null,
                    asPicture || texts ? null : values,
                    texts ? words(values) : null,
                    squaredError(texts ? shares(data) : data, values),
                    anomaly,
                    (anomaly == null || scorer == null) ? null : scorer.isAnomalous(anomaly),
                    codes.row(row)));
        }
        return new Reconstructions(items);
    }

    private @Nullable AnomalyScorer scorer() {
        AnomalyScale scale = model.anomalies();
        return scale == null ? null : new AnomalyScorer(model, scale, ThreadTeam.shared());
    }

    private static float[] shares(float[] counts) {
        float sum = 0;
        for (float count : counts) {
            sum += count;
        }
        float[] shares = new float[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = sum == 0 ? 0 : counts[i] / sum;
        }
        return shares;
    }

    private static double squaredError(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = (double) one[i] - other[i];
            sum += Double.isNaN(difference) ? 0 : difference * difference;
        }
        return sum;
    }

    private void requireDecoder() {
        if (!(model.bareModel() instanceof EncoderDecoder)) {
            throw ProblemException.badRequest(
                    "the model only encodes: it has no decoder",
                    "serve an autoencoder, an RBM or principal components");
        }
    }

    /** Computes for rows, and turns what the model refuses into the client's error. */
    private static Matrix computed(Rows rows, Function<ThreadTeam, Matrix> computation) {
        try {
            if (rows.count() > FEW) {
                return computation.apply(ThreadTeam.shared());
            }
            try (ThreadTeam alone = ThreadTeam.of(1)) {
                return computation.apply(alone);
            }
        } catch (InputException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()), "");
        }
    }
}
