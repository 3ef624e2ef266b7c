package hourglass.data.file;

import hourglass.data.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes CSV with commas and line feeds, classes in a last column. */
final class CsvWriter implements RowWriter {
    private static final int BUFFER = 1 << 16;

    private final AtomicFile file;
    private final int columns;
    private final @Nullable Labels labels;
    private final StringBuilder text = new StringBuilder();
    private int count;

    CsvWriter(Path path, int columns, List<String> names, @Nullable Labels labels) {
        if (!names.isEmpty() && names.size() != columns) {
            throw new IllegalArgumentException("%d names for %d columns".formatted(names.size(), columns));
        }
        this.columns = columns;
        this.labels = labels;
        this.file = AtomicFile.create(path);
        if (!names.isEmpty()) {
            String end = labels == null ? "\n" : ",label\n";
            text.append(names.stream().map(CsvWriter::quote).collect(Collectors.joining(",", "", end)));
        }
    }

    private static String quote(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                append(values[row * columns + column]);
                text.append(column < columns - 1 || labels != null ? ',' : '\n');
            }
            if (labels != null) {
                text.append(quote(labels.nameOf(count))).append('\n');
            }
            count++;
            if (text.length() > BUFFER) {
                flush();
            }
        }
    }

    /** Whole numbers without the {@code .0} that Java puts there. */
    private void append(float value) {
        if (value == (int) value) {
            text.append((int) value);
        } else {
            text.append(value);
        }
    }

    private void flush() {
        file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        text.setLength(0);
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
