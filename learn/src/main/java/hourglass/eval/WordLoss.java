package hourglass.eval;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;

/**
 * How well the words of documents are foretold: the mean over documents that have words of -sum x log mu / sum x, in nats,
 * with x the counts and mu the probabilities of words, which are their shares in the counts that a model expects; its exponential is the
 * perplexity.
 */
public final class WordLoss {
    /** Rows read at a time. */
    private static final int BLOCK = 1024;
    /** Keeps the logarithm finite where nothing was expected. */
    private static final double SMALL = 1e-7;

    private WordLoss() {}

    /**
     * That of a model, which gives probabilities of words, or the counts that it expects, for what it makes of the document.
     *
     * @param rows counts, perhaps weighted, as the model takes them
     * @param team the threads that share the work
     * @return NaN if no document has words
     */
    public static double of(EncoderDecoder model, Rows rows, ThreadTeam team) {
        Mean mean = new Mean();
        for (int from = 0; from < rows.count(); from += BLOCK) {
            Rows block = rows.slice(from, Math.min(rows.count(), from + BLOCK));
            float[] probabilities = model.decode(model.encode(block, team).values(), team);
            float[] counts = block.toArray();
            for (int at = 0; at < counts.length; at += rows.columns()) {
                mean.add(counts, at, probabilities, at, rows.columns());
            }
        }
        return mean.value();
    }

    /** As {@link #of(EncoderDecoder, Rows, ThreadTeam)}, on the threads of this process. */
    public static double of(EncoderDecoder model, Rows rows) {
        return of(model, rows, ThreadTeam.shared());
    }

    /**
     * That of the same probabilities for all documents: how often words come in others.
     *
     * @param training the others, at least one
     * @param rows documents to foretell
     */
    public static double ofFrequencies(Rows training, Rows rows) {
        float[] frequencies = new float[training.columns()];
        float[] row = new float[training.columns()];
        double total = 0;
        for (int i = 0; i < training.count(); i++) {
            training.read(i, row, 0);
            for (int word = 0; word < row.length; word++) {
                frequencies[word] += row[word];
                total += row[word];
            }
        }
        for (int word = 0; word < row.length; word++) {
            frequencies[word] /= (float) total;
        }
        Mean mean = new Mean();
        for (int i = 0; i < rows.count(); i++) {
            rows.read(i, row, 0);
            mean.add(row, 0, frequencies, 0, row.length);
        }
        return mean.value();
    }

    /** Over documents. */
    private static final class Mean {
        private double sum;
        private int documents;

        void add(float[] counts, int at, float[] probabilities, int probabilitiesAt, int words) {
            double expected = 0;
            for (int word = 0; word < words; word++) {
                expected += probabilities[probabilitiesAt + word];
            }
            double loss = 0;
            double total = 0;
            for (int word = 0; word < words; word++) {
                float count = counts[at + word];
                if (count != 0) {
                    loss -= count
                            * Math.log(Math.max(probabilities[probabilitiesAt + word], SMALL * expected) / expected);
                    total += count;
                }
            }
            if (total > 0) {
                sum += loss / total;
                documents++;
            }
        }

        double value() {
            return sum / documents;
        }
    }
}
