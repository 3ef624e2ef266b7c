package hourglass.library;

import hourglass.lucene.CodeBytes;
import hourglass.matrix.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;

/** How similar the vectors that documents hold in a field are to one; those that hold none come last. */
final class StoredSimilarity extends DoubleValuesSource {
    private final String field;
    private final Metric metric;
    private final float[] vector;

    StoredSimilarity(String field, Metric metric, float[] vector) {
        this.field = field;
        this.metric = metric;
        this.vector = vector.clone();
    }

    /** The order of documents by it, the most similar first. */
    Sort sort() {
        return new Sort(getSortField(true));
    }

    @Override
    public DoubleValues getValues(LeafReaderContext segment, DoubleValues scores) throws IOException {
        BinaryDocValues vectors = DocValues.getBinary(segment.reader(), field);
        float[] other = new float[vector.length];
        return DoubleValues.withDefault(
                new DoubleValues() {
                    @Override
                    public double doubleValue() throws IOException {
                        return metric.similarity(vector, CodeBytes.read(vectors.binaryValue(), other));
                    }

                    @Override
                    public boolean advanceExact(int document) throws IOException {
                        return vectors.advanceExact(document);
                    }
                },
                Double.NEGATIVE_INFINITY);
    }

    @Override
    public boolean needsScores() {
        return false;
    }

    @Override
    public DoubleValuesSource rewrite(IndexSearcher searcher) {
        return this;
    }

    @Override
    public boolean isCacheable(LeafReaderContext segment) {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSimilarity that
                && field.equals(that.field)
                && metric == that.metric
                && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, metric, Arrays.hashCode(vector));
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(metric, field);
    }
}
