package hourglass.data.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CSV with commas and line feeds, with columns of text before and after the numbers. */
final class CsvWriter implements RowWriter {
    private static final int BUFFER = 1 << 16;

    private final AtomicFile file;
    private final int columns;
    private final RowTexts before;
    private final RowTexts after;
    private final int textsBefore;
    private final int textsAfter;
    private final StringBuilder text = new StringBuilder();
    private int count;

    CsvWriter(Path path, int columns, List<String> names, RowTexts before, RowTexts after) {
        if (!names.isEmpty() && names.size() != columns) {
            throw new IllegalArgumentException("%d names for %d columns".formatted(names.size(), columns));
        }
        this.columns = columns;
        this.before = before;
        this.after = after;
        this.textsBefore = before.names().size();
        this.textsAfter = after.names().size();
        this.file = AtomicFile.create(path);
        if (!names.isEmpty()) {
            text.append(Stream.of(before.names(), names, after.names())
                    .flatMap(List::stream)
                    .map(CsvWriter::quote)
                    .collect(Collectors.joining(",", "", "\n")));
        }
    }

    private static String quote(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < textsBefore; column++) {
                text.append(quote(before.text(count, column))).append(',');
            }
            for (int column = 0; column < columns; column++) {
                append(values[row * columns + column]);
                text.append(',');
            }
            for (int column = 0; column < textsAfter; column++) {
                text.append(quote(after.text(count, column))).append(',');
            }
            text.setCharAt(text.length() - 1, '\n');
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
