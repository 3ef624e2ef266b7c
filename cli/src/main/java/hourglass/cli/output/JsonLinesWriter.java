package hourglass.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object a row: its values by the names of the columns, or as one array, and its class as {@code label}. */
final class JsonLinesWriter implements RowWriter {
    private static final int BUFFER = 1 << 16;
    private static final JsonFactory JSON = new JsonFactory();

    private final AtomicFile file;
    private final int columns;
    private final List<String> names;
    private final @Nullable Labels labels;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int count;

    JsonLinesWriter(Path path, int columns, List<String> names, @Nullable Labels labels) {
        this.columns = columns;
        this.names = names;
        this.labels = labels;
        this.file = AtomicFile.create(path);
    }

    @Override
    public void append(float[] values, int rows) {
        try {
            for (int row = 0; row < rows; row++) {
                try (JsonGenerator json = JSON.createGenerator(text)) {
                    write(json, values, row * columns);
                }
                text.write('\n');
                count++;
                if (text.size() > BUFFER) {
                    flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("JSON in memory", e);
        }
    }

    private void write(JsonGenerator json, float[] values, int from) throws IOException {
        json.writeStartObject();
        if (names.isEmpty()) {
            json.writeArrayFieldStart("values");
        }
        for (int column = 0; column < columns; column++) {
            if (!names.isEmpty()) {
                json.writeFieldName(names.get(column));
            }
            float value = values[from + column];
            if (value == (int) value) {
                json.writeNumber((int) value);
            } else if (Float.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        if (names.isEmpty()) {
            json.writeEndArray();
        }
        if (labels != null && labels.classes()[count] != Rows.UNLABELLED) {
            json.writeStringField("label", labels.nameOf(count));
        }
        json.writeEndObject();
    }

    private void flush() {
        file.write(ByteBuffer.wrap(text.toByteArray()));
        text.reset();
    }

    @Override
    public void commit() {
        flush();
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
