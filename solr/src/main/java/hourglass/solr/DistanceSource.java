package hourglass.solr;

import hourglass.codes.Hamming;
import hourglass.lucene.CodeBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.queries.function.FunctionValues;
import org.apache.lucene.queries.function.ValueSource;
import org.apache.lucene.queries.function.docvalues.IntDocValues;

/** Distances from one code; documents without a code have none, and are sorted as farther than all others. */
final class DistanceSource extends ValueSource {
    private final String field;
    private final int bits;
    private final long[] code;

    DistanceSource(String field, int bits, long[] code) {
        this.field = field;
        this.bits = bits;
        this.code = code;
    }

    @Override
    public FunctionValues getValues(Map<Object, Object> context, LeafReaderContext segment) throws IOException {
        BinaryDocValues codes = DocValues.getBinary(segment.reader(), field);
        long[] other = new long[code.length];
        return new IntDocValues(this) {
            @Override
            public boolean exists(int document) throws IOException {
                return codes.advanceExact(document);
            }

            @Override
            public int intVal(int document) throws IOException {
                return codes.advanceExact(document)
                        ? Hamming.distance(CodeBytes.read(codes.binaryValue(), other), code)
                        : bits + 1;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistanceSource that
                && field.equals(that.field)
                && bits == that.bits
                && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(DistanceSource.class, field, bits, Arrays.hashCode(code));
    }

    @Override
    public String description() {
        return "hamming(%s,%s)".formatted(field, CodeBytes.of(bits, code));
    }
}
