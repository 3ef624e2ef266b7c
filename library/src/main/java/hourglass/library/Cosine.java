package hourglass.library;

import hourglass.library.query.CodeBytes;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;

/** The cosine of the angle between a real code and those of documents, -1 to 1; 0 if either is all 0. */
final class Cosine extends DoubleValuesSource {
    private final float[] code;
    private final double norm;

    Cosine(float[] code) {
        this.code = code.clone();
        this.norm = Math.sqrt(product(code, code));
    }

    @Override
    public DoubleValues getValues(LeafReaderContext segment, DoubleValues scores) throws IOException {
        BinaryDocValues codes = DocValues.getBinary(segment.reader(), ItemDocument.REAL_CODE);
        float[] other = new float[code.length];
        return new DoubleValues() {
            @Override
            public double doubleValue() throws IOException {
                return cosine(CodeBytes.read(codes.binaryValue(), other));
            }

            @Override
            public boolean advanceExact(int document) throws IOException {
                return codes.advanceExact(document);
            }
        };
    }

    private double cosine(float[] other) {
        double norms = norm * Math.sqrt(product(other, other));
        return norms == 0 ? 0 : product(code, other) / norms;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
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
        return other instanceof Cosine that && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(code);
    }

    @Override
    public String toString() {
        return "cosine of real codes";
    }
}
