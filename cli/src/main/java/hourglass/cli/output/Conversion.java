package hourglass.cli.output;

import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import java.util.function.UnaryOperator;

/**
 * Sends rows through a model into a file, block by block, so that data may be larger than memory.
 *
 * @param name of the work, for the bar
 * @param progress shows how far it is
 * @param interruption Ctrl-C, which leaves nothing half-written
 */
public record Conversion(String name, Progress progress, Interruption interruption) {
    private static final int BLOCK_VALUES = 1 << 20;
    private static final int BLOCK_ROWS = 1024;

    /**
     * Converts all rows and completes the file.
     *
     * @param function row-major values to row-major values, as many rows
     */
    public void run(Rows rows, UnaryOperator<float[]> function, RowWriter writer) {
        int size = Math.max(1, Math.min(BLOCK_ROWS, BLOCK_VALUES / rows.columns()));
        interruption.watch();
        for (int from = 0; from < rows.count(); from += size) {
            if (interruption.isInterrupted()) {
                throw new Stopped("stopped after %d of %d rows; nothing was written".formatted(from, rows.count()));
            }
            int to = Math.min(rows.count(), from + size);
            writer.append(function.apply(rows.slice(from, to).toArray()), to - from);
            progress.show(name, to);
        }
        writer.commit();
    }
}
