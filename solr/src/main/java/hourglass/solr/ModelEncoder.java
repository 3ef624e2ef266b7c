package hourglass.solr;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Encodes one text or vector at a time by a fitted model, for many threads. */
final class ModelEncoder {
    private final FittedModel model;
    private final int bits;
    private final String fingerprint;
    /** The words that are counted; null for models of numbers. */
    private final @Nullable Vocabulary vocabulary;

    /** @throws InputException if the model has no thresholds, or reads tables or images */
    ModelEncoder(String name, FittedModel model) {
        this.model = model;
        this.bits = model.requireThresholds(name).bits();
        this.fingerprint = ModelFile.fingerprint(model);
        this.vocabulary = model.text() == null ? null : Vocabulary.of(model.text());
    }

    int bits() {
        return bits;
    }

    /** What tells its codes from those of other models. */
    String fingerprint() {
        return fingerprint;
    }

    boolean readsTexts() {
        return vocabulary != null;
    }

    /** The number of values of a vector. */
    int values() {
        return model.bareModel().visible();
    }

    /** The code of a text; null if the model knows none of its words. */
    long @Nullable [] encode(String text) {
        Vocabulary known = Objects.requireNonNull(vocabulary);
        WordCounts counts = known.counts(known.analysis().words(text));
        if (counts.isEmpty()) {
            return null;
        }
        SparseRows.Builder rows = SparseRows.builder(values());
        rows.add(counts.words(), counts.counts(), counts.words().length);
        return encode(rows.build());
    }

    long[] encode(float[] vector) {
        return encode(Rows.of(vector, vector.length));
    }

    private long[] encode(Rows row) {
        try (ThreadTeam alone = ThreadTeam.of(1)) {
            return model.binary(model.encode(row, alone).values()).code(0);
        }
    }
}
