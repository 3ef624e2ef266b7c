package hourglass.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file of one vector: an array of one row or one column, such as npy, or a line of numbers as CSV or JSON. */
record VectorFile(Path path) {
    /** The longest line of JSON that is read, in bytes. */
    private static final int LONGEST = 1 << 20;

    /**
     * Reads the vector.
     *
     * @param length that it must have
     */
    float[] read(int length) {
        float[] vector = isJson() ? json() : numbers();
        if (vector.length != length) {
            throw wrong(
                    "holds a vector of %d numbers, but the model of the library takes %d"
                            .formatted(vector.length, length),
                    "give one of the kind that the library was made of");
        }
        return vector;
    }

    private boolean isJson() {
        try (Source source = Source.open(path)) {
            return start(source, 64).stripLeading().startsWith("[");
        }
    }

    private static String start(Source source, int bytes) {
        return new String(source.peek(bytes), StandardCharsets.UTF_8);
    }

    private float[] json() {
        try (Source source = Source.open(path)) {
            return new ObjectMapper().readValue(start(source, LONGEST), float[].class);
        } catch (JsonProcessingException e) {
            throw wrong("holds no list of numbers in JSON", "give one such as [0.5, -1, 2]");
        }
    }

    private float[] numbers() {
        Rows rows = Datasets.open(path, ReadOptions.DEFAULT).rows();
        if (rows.count() > 1 && rows.columns() > 1) {
            throw wrong("holds %,d vectors".formatted(rows.count()), "give a file of one");
        }
        return rows.toArray();
    }

    private InputException wrong(String reason, String remedy) {
        return new InputException(path.toString(), "", reason, remedy);
    }
}
