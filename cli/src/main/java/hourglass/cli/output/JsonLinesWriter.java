package hourglass.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Writes a JSON object a row: its values by the names of the columns, or as one array, between texts such as its id and its class. */
final class JsonLinesWriter implements RowWriter {
    private static final int BUFFER = 1 << 16;
    private static final JsonFactory JSON = new JsonFactory();

    private final AtomicFile file;
    private final int columns;
    private final List<String> names;
    private final RowTexts before;
    private final RowTexts after;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int count;

    JsonLinesWriter(Path path, int columns, List<String> names, RowTexts before, RowTexts after) {
        this.columns = columns;
        this.names = names;
        this.before = before;
        this.after = after;
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
        write(json, before);
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
        write(json, after);
        json.writeEndObject();
    }

    /** Texts that are not there are left out. */
    private void write(JsonGenerator json, RowTexts texts) throws IOException {
        List<String> fields = texts.names();
        for (int column = 0; column < fields.size(); column++) {
            String text = texts.text(count, column);
            if (!text.isEmpty()) {
                json.writeStringField(fields.get(column), text);
            }
        }
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
