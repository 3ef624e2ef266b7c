package hourglass.data;

import hourglass.matrix.SparseMatrix;
import java.util.Arrays;

/**
 * Weights of words in documents: how often a word comes, times how rare it is in the documents fitted to (G. Salton, C.
 * Buckley, <i>Term-weighting approaches in automatic text retrieval</i>, Information Processing and Management 24, 1988).
 * What does not come has weight 0, so that sparse rows stay sparse.
 *
 * @param termFrequency the weight of a count within its document
 * @param idf the weight of each word, finite and at least 0; not copied, must not be changed afterwards
 */
public record TfIdf(TermFrequency termFrequency, float[] idf) implements Transform {
    /** The weight of a count c within its document. */
    public enum TermFrequency {
        /** c. */
        COUNT {
            @Override
            float of(float count) {
                return count;
            }

            @Override
            float invert(float weight) {
                return weight;
            }
        },
        /** log(1 + c). */
        LOG {
            @Override
            float of(float count) {
                return (float) Math.log1p(count);
            }

            @Override
            float invert(float weight) {
                return (float) Math.expm1(weight);
            }
        };

        abstract float of(float count);

        abstract float invert(float weight);
    }

    /** The weight of a word that comes in d of D documents. */
    public enum DocumentFrequency {
        /** 1: words are not weighted. */
        NONE {
            @Override
            double idf(int with, int documents) {
                return 1;
            }
        },
        /** log(D / d); 0 for a word that comes in none, of which nothing is known. */
        LOG {
            @Override
            double idf(int with, int documents) {
                return with == 0 ? 0 : Math.log((double) documents / with);
            }
        },
        /** log((1 + D) / (1 + d)) + 1, which leaves something of a word that comes in all. */
        SMOOTH {
            @Override
            double idf(int with, int documents) {
                return Math.log((1.0 + documents) / (1.0 + with)) + 1;
            }
        };

        abstract double idf(int with, int documents);
    }

    public TfIdf {
        for (float weight : idf) {
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a weight is finite and at least 0, not " + weight);
            }
        }
    }

    /**
     * The weights by how many of given documents words come in.
     *
     * @param counts of words, one document a row, {@linkplain Rows#isSparse sparse}; read once
     */
    public static TfIdf fit(Rows counts, TermFrequency termFrequency, DocumentFrequency documentFrequency) {
        int[] with = new int[counts.columns()];
        SparseMatrix document = new SparseMatrix(counts.columns());
        for (int row = 0; row < counts.count(); row++) {
            document.clear();
            counts.addNonZeros(row, document);
            for (int i = 0; i < document.start(1); i++) {
                with[document.indices()[i]]++;
            }
        }
        float[] idf = new float[with.length];
        for (int word = 0; word < idf.length; word++) {
            idf[word] = (float) documentFrequency.idf(with[word], counts.count());
        }
        return new TfIdf(termFrequency, idf);
    }

    /** log(1 + c) for each of so many words, all of the same weight: nothing is fitted. */
    public static TfIdf logCounts(int words) {
        float[] ones = new float[words];
        Arrays.fill(ones, 1);
        return new TfIdf(TermFrequency.LOG, ones);
    }

    /** The documents weighted, a view, sparse as they are. */
    @Override
    public Rows view(Rows counts) {
        if (counts.columns() != idf.length) {
            throw new IllegalArgumentException(
                    "counts of %d words for weights of %d".formatted(counts.columns(), idf.length));
        }
        return new WeightedRows(counts, this);
    }

    float weight(int word, float count) {
        return termFrequency.of(count) * idf[word];
    }

    @Override
    public void apply(float[] values, int offset, int rows) {
        for (int i = 0; i < rows * idf.length; i++) {
            values[offset + i] = weight(i % idf.length, values[offset + i]);
        }
    }

    @Override
    public void invert(float[] values, int offset, int rows) {
        for (int i = 0; i < rows * idf.length; i++) {
            float one = idf[i % idf.length];
            values[offset + i] = one == 0 ? 0 : termFrequency.invert(values[offset + i] / one);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TfIdf that && termFrequency == that.termFrequency && Arrays.equals(idf, that.idf);
    }

    @Override
    public int hashCode() {
        return 31 * termFrequency.hashCode() + Arrays.hashCode(idf);
    }
}
