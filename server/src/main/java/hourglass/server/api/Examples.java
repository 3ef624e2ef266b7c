package hourglass.server.api;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.library.Item;
import hourglass.library.PictureReader;
import hourglass.library.Snapshot;
import hourglass.library.StoredCodes;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.server.http.ProblemException;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Items with the values that the model takes: given ones, else those of the library, as far as it keeps them, which are texts,
 * vectors, and pictures in the size of the model.
 */
final class Examples {
    private static final long MOST_PIXELS = 50_000_000;
    private static final int SHOWN = 2000;

    private final FittedModel model;
    private final @Nullable ServedLibrary library;
    private final @Nullable Dataset given;
    private final @Nullable PictureReader reader;
    private final @Nullable Vocabulary vocabulary;

    Examples(FittedModel model, @Nullable ServedLibrary library, @Nullable Dataset given) {
        this.model = model;
        this.library = library;
        this.given = given;
        this.reader = PictureReader.of(model).orElse(null);
        this.vocabulary = model.text() == null ? null : Vocabulary.of(model.text());
    }

    /**
     * Some of them.
     *
     * @param ids of the items
     * @param labels the class of each, or none
     * @param rows of values as the model takes them
     */
    record Sample(List<String> ids, List<@Nullable String> labels, Rows rows) {
        /** The rows with their classes as numbers, in the alphabetic order of {@link #classes}. */
        Rows labelledRows() {
            List<String> classes = classes();
            return rows.labelled(labels.stream()
                    .mapToInt(label -> label == null ? Rows.UNLABELLED : classes.indexOf(label))
                    .toArray());
        }

        List<String> classes() {
            return labels.stream().filter(Objects::nonNull).distinct().sorted().toList();
        }
    }

    /** Up to so many, evenly chosen; empty if there are none. */
    Optional<Sample> sample(int most) {
        if (given != null) {
            return Optional.of(ofGiven(given, most));
        }
        return library == null ? Optional.empty() : library.read(items -> ofLibrary(items, most));
    }

    /**
     * Those by which the model is shown: its principal components, the ranges of its units.
     *
     * @throws ProblemException if there are none
     */
    Sample shown() {
        return sample(SHOWN)
                .orElseThrow(() -> ProblemException.notFound(
                        "there are no examples to show it by", "start the server with --data and a file of items"));
    }

    /** Refuses to show what a model without a decoder cannot do. */
    void requireDecoder() {
        if (!(model.bareModel() instanceof EncoderDecoder)) {
            throw ProblemException.notFound("the model only encodes: it has no decoder", "");
        }
    }

    private static Sample ofGiven(Dataset given, int most) {
        int[] rows = given.rows().evenRows(most);
        Labels labels = given.labels();
        List<String> ids = IntStream.of(rows)
                .mapToObj(row -> given.ids().isEmpty()
                        ? Integer.toString(row)
                        : given.ids().get(row))
                .toList();
        List<@Nullable String> names = new ArrayList<>();
        for (int row : rows) {
            names.add(labels == null || labels.classes()[row] == Rows.UNLABELLED ? null : labels.nameOf(row));
        }
        return new Sample(ids, names, given.rows().select(rows));
    }

    private Optional<Sample> ofLibrary(Snapshot items, int most) {
        StoredCodes codes = items.codes(most, false);
        List<String> ids = new ArrayList<>();
        List<@Nullable String> labels = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (int i = 0; i < codes.count(); i++) {
            float[] row = values(items, codes.ids()[i]);
            if (row != null) {
                ids.add(codes.ids()[i]);
                labels.add(codes.topics()[i] < 0 ? null : codes.topicNames().get(codes.topics()[i]));
                values.add(row);
            }
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of(new Sample(ids, labels, rows(values)));
    }

    private Rows rows(List<float[]> values) {
        if (model.text() == null) {
            return Matrix.of(values.toArray(float[][]::new));
        }
        SparseRows.Builder rows = SparseRows.builder(model.bareModel().visible());
        for (float[] row : values) {
            int[] columns =
                    IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
            float[] counts = new float[columns.length];
            for (int i = 0; i < columns.length; i++) {
                counts[i] = row[columns[i]];
            }
            rows.add(columns, counts, columns.length);
        }
        return rows.build();
    }

    /** The text of an item of the library. */
    String text(String id) {
        return require(id, items -> items.item(id).map(Examples::encodedText).orElse(null));
    }

    private static String encodedText(Item item) {
        return item.text().isBlank() ? item.title() : item.text();
    }

    /** The values of an item of the library. */
    float[] values(String id) {
        return require(id, items -> values(items, id));
    }

    private <T> T require(String id, java.util.function.Function<Snapshot, @Nullable T> reading) {
        if (library == null) {
            throw ProblemException.badRequest(
                    "no library is served, so that no item has an id", "give the items themselves");
        }
        return library.read(items -> {
            if (!items.contains(id)) {
                throw ProblemException.notFound(
                        "item '%s' is not in the library".formatted(id), "give the id of an item that is");
            }
            T found = reading.apply(items);
            if (found == null) {
                throw ProblemException.badRequest(
                        "the library does not keep the values of item '%s'".formatted(id), "give the item itself");
            }
            return found;
        });
    }

    private float @Nullable [] values(Snapshot items, String id) {
        if (model.text() != null) {
            Optional<Item> item = items.item(id);
            return item.map(one -> counts(encodedText(one))).orElse(null);
        }
        Optional<float[]> vector = items.vector(id);
        if (vector.isPresent()) {
            return vector.get();
        }
        ImageShape shape = model.data().imageShape();
        byte[] thumbnail = items.item(id).map(Item::thumbnail).orElse(null);
        if (shape == null || reader == null || thumbnail == null) {
            return null;
        }
        try {
            return reader.values(DecodedImage.read(thumbnail, MOST_PIXELS));
        } catch (UnreadableImageException e) {
            return null;
        }
    }

    private float[] counts(String text) {
        float[] row = new float[model.bareModel().visible()];
        WordCounts counts = Objects.requireNonNull(vocabulary).counts(text);
        for (int i = 0; i < counts.words().length; i++) {
            row[counts.words()[i]] = counts.counts()[i];
        }
        return row;
    }
}
