package hourglass.server.api;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.persistence.FittedModel;
import hourglass.server.api.CodesApi.ItemsRequest;
import hourglass.server.http.ProblemException;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Items that a request holds, as the rows that the model takes. */
final class GivenItems {
    private final FittedModel model;
    private final Pictures pictures;
    /** Whose items can be named; null without a library. */
    private final @Nullable Examples examples;

    private final @Nullable Vocabulary vocabulary;

    GivenItems(FittedModel model, Pictures pictures, @Nullable Examples examples) {
        this.model = model;
        this.pictures = pictures;
        this.examples = examples;
        this.vocabulary = model.text() == null ? null : Vocabulary.of(model.text());
    }

    /** The rows of a request that names items in exactly one way. */
    Rows rows(ItemsRequest request, int most) {
        List<? extends List<?>> lists = Stream.of(request.texts(), request.vectors(), request.pictures(), request.ids())
                .filter(Objects::nonNull)
                .toList();
        if (lists.size() != 1 || lists.get(0).isEmpty() || lists.get(0).size() > most) {
            throw ProblemException.badRequest(
                    lists.size() == 1
                            ? "there are %,d items".formatted(lists.get(0).size())
                            : "items are given in %d ways".formatted(lists.size()),
                    "give 1 to %,d items in one of texts, vectors, pictures, ids".formatted(most));
        }
        if (request.texts() != null) {
            return counts(request.texts());
        }
        if (request.vectors() != null) {
            return vectors(request.vectors());
        }
        return request.pictures() != null
                ? vectors(request.pictures().stream().map(pictures::values).toList())
                : named(Objects.requireNonNull(request.ids()));
    }

    private Rows counts(List<String> texts) {
        if (vocabulary == null) {
            throw ProblemException.badRequest("the model reads no texts", "give vectors or pictures");
        }
        SparseRows.Builder rows = SparseRows.builder(model.bareModel().visible());
        for (String text : texts) {
            WordCounts counts = vocabulary.counts(text);
            rows.add(counts.words(), counts.counts(), counts.words().length);
        }
        return rows.build();
    }

    private Matrix vectors(List<float[]> vectors) {
        if (vocabulary != null) {
            throw ProblemException.badRequest("the model reads texts, not numbers", "give texts");
        }
        return matrix("vector", vectors, model.bareModel().visible(), model.missing());
    }

    private Rows named(List<String> ids) {
        if (examples == null) {
            throw ProblemException.badRequest(
                    "no library is served, so that no item has an id", "give the items themselves");
        }
        if (vocabulary != null) {
            return counts(ids.stream().map(examples::text).toList());
        }
        return vectors(ids.stream().map(examples::values).toList());
    }

    /** Rows of one length, of finite numbers or, if they may be missing, NaN. */
    static Matrix matrix(String what, List<float[]> rows, int columns, boolean missing) {
        List<float[]> checked = new ArrayList<>();
        for (float[] row : rows) {
            String name = "%s %d".formatted(what, checked.size());
            if (row == null || row.length != columns) {
                throw ProblemException.badRequest(
                        "%s has %d numbers".formatted(name, row == null ? 0 : row.length),
                        "give %,d numbers, as the model takes".formatted(columns));
            }
            for (int i = 0; i < columns; i++) {
                if (!Float.isFinite(row[i]) && !(missing && Float.isNaN(row[i]))) {
                    throw ProblemException.badRequest(
                            "number %d of %s is not finite".formatted(i, name),
                            "give numbers within the range of floats");
                }
            }
            checked.add(row);
        }
        return Matrix.of(checked.toArray(float[][]::new));
    }

    /** Whether a text holds no word that the model knows, so that it has no code. */
    boolean isEmpty(Rows rows, int row) {
        if (vocabulary == null) {
            return false;
        }
        float[] counts = new float[rows.columns()];
        rows.read(row, counts, 0);
        for (float count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }
}
