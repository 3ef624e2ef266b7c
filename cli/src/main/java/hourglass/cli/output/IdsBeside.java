package hourglass.cli.output;

import hourglass.data.file.AtomicFile;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes rows in a form that has no place for ids, and the ids in a table beside it. */
final class IdsBeside implements RowWriter {
    private final RowWriter writer;
    private final Path file;
    private final RowTexts ids;
    private int count;

    IdsBeside(RowWriter writer, Path file, RowTexts ids) {
        this.writer = writer;
        this.file = file;
        this.ids = ids;
    }

    @Override
    public void append(float[] values, int rows) {
        writer.append(values, rows);
        count += rows;
    }

    @Override
    public void commit() {
        writer.commit();
        AtomicFile.write(file, stream -> {
            StringBuilder text = new StringBuilder(ids.names().get(0)).append('\n');
            for (int row = 0; row < count; row++) {
                text.append('"').append(ids.text(row, 0).replace("\"", "\"\"")).append("\"\n");
            }
            stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public void close() {
        writer.close();
    }
}
